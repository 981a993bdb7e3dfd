using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Transcripts;

public sealed class TranscriptEndpointsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_created_transcript_is_idle_private_and_empty()
    {
        using var answer = await Server.Client.PostAsJsonAsync(
            "/v1/transcripts",
            new
            {
                name = "  Planning – 計画 🎉 ",
                source_kind = "file",
                target_language = "de",
            }
        );
        var created = await answer.OkAsync();

        ((string)created["name"]!).ShouldBe("Planning – 計画 🎉");
        ((string)created["status"]!).ShouldBe("idle");
        ((bool)created["locked"]!).ShouldBeFalse();
        ((string)created["share_mode"]!).ShouldBe("private");
        ((string)created["source_kind"]!).ShouldBe("file");
        ((string)created["source_language"]!).ShouldBe("en");
        ((string)created["target_language"]!).ShouldBe("de");
        ((string)created["user_id"]!).ShouldBe("local");
        ((double)created["duration"]!).ShouldBe(0);
        created["participants"]!.AsArray().ShouldBeEmpty();
        created["title"].ShouldBeNull();
        ((string)created["created_at"]!).ShouldEndWith("+00:00");
        var read = await Server.GetAsync($"/v1/transcripts/{created["id"]}");
        ((string)read["transcript"]!).ShouldBe("");
        ((string)read["transcript_format"]!).ShouldBe("text");
    }

    [Theory]
    [InlineData("{}", "body")]
    [InlineData("""{"name": null}""", "body.name")]
    [InlineData("""{"name": 5}""", "body.name")]
    [InlineData("""{"name": "x", "source_kind": "disk"}""", "body.source_kind")]
    [InlineData("""{"name": "x", "source_kind": 1}""", "body.source_kind")]
    [InlineData("""{"name": "x", "source_language": null}""", "body.source_language")]
    [InlineData("""{"name": "x", "source_language": "e"}""", "body.source_language")]
    [InlineData("""{"name": "x", "target_language": "../etc"}""", "body.target_language")]
    [InlineData("""{"name": "a\u0000b"}""", "body.name")]
    [InlineData("""{"name": "\ud800"}""", "body.name")]
    [InlineData("""{"name": "x" """, "body")]
    [InlineData("[]", "body")]
    [InlineData("\"x\"", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task A_body_of_another_form_is_told_where_it_is_wrong(string body, string place)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Client.PostAsync("/v1/transcripts", content);

        (await answer.InvalidAsync()).ShouldStartWith(place);
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        using var answer = await Server.Client.PostAsJsonAsync("/v1/transcripts", new { source_kind = "file" });

        await answer.InvalidAsync();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Field required: name");
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused()
    {
        using var content = new StringContent("""{"name": "x"}""", Encoding.UTF8, "text/plain");
        using var answer = await Server.Client.PostAsync("/v1/transcripts", content);

        (await answer.RefusedAsync(415)).ShouldContain("JSON");
    }

    [Fact]
    public async Task A_name_of_20_megabytes_is_refused()
    {
        using var answer = await Server.Client.PostAsJsonAsync(
            "/v1/transcripts",
            new { name = new string('x', 20_000_000) }
        );

        (await answer.InvalidAsync()).ShouldBe("body.name");
    }

    [Fact]
    public async Task A_body_of_40_megabytes_is_too_large()
    {
        using var content = new ByteArrayContent(new byte[40_000_000]);
        content.Headers.ContentType = new("application/json");
        // The server may hang up before it has read everything: then there is no answer to look at.
        try
        {
            using var answer = await Server.Client.PostAsync("/v1/transcripts", content);
            await answer.RefusedAsync(413);
        }
        catch (HttpRequestException exception)
        {
            exception.InnerException.ShouldBeAssignableTo<IOException>();
        }
        (await Server.GetAsync("/health"))["status"]!.ToString().ShouldBe("healthy");
    }

    [Theory]
    [InlineData("page=0", "query.page")]
    [InlineData("page=-1", "query.page")]
    [InlineData("page=x", "query.page")]
    [InlineData("page=99999999999", "query.page")]
    [InlineData("size=0", "query.size")]
    [InlineData("size=101", "query.size")]
    [InlineData("size=1.5", "query.size")]
    [InlineData("source_kind=disk", "query.source_kind")]
    [InlineData("source_kind=1", "query.source_kind")]
    [InlineData("sort_by=name", "query.sort_by")]
    [InlineData("change_seq_from=x", "query.change_seq_from")]
    public async Task A_listing_asked_for_wrongly_is_told_which_parameter(string query, string place)
    {
        using var answer = await Server.Client.GetAsync($"/v1/transcripts?{query}");

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Theory]
    [InlineData("room_id=%00")]
    [InlineData("search_term=%00")]
    [InlineData("search_term=%FF%FE")]
    [InlineData("page=2147483647&size=100")]
    [InlineData("change_seq_from=9223372036854775807")]
    [InlineData("change_seq_from=-1&room_id=none")]
    public async Task Odd_parameters_only_find_nothing(string query)
    {
        using var client = Server.ClientOf("nobody");
        using var answer = await client.GetAsync($"/v1/transcripts?{query}");

        if (answer.StatusCode != HttpStatusCode.UnprocessableEntity)
            (await answer.OkAsync())["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listing_has_pages_newest_first()
    {
        using var client = Server.ClientOf("pages");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, await Server.CreateTranscriptAsync($"Meeting {i}", client));

        var first = await Server.GetAsync("/v1/transcripts?size=2", client);
        var last = await Server.GetAsync("/v1/transcripts?size=2&page=3", client);
        var beyond = await Server.GetAsync("/v1/transcripts?size=2&page=4", client);

        Ids(first).ShouldBe(ids[..2]);
        Ids(last).ShouldBe(ids[4..]);
        Ids(beyond).ShouldBeEmpty();
        foreach (var page in new[] { first, last, beyond })
            (page["total"]!.ToString(), page["pages"]!.ToString(), page["size"]!.ToString()).ShouldBe(("5", "3", "2"));
        last["page"]!.ToString().ShouldBe("3");
    }

    [Fact]
    public async Task A_listing_by_change_continues_behind_a_position()
    {
        using var client = Server.ClientOf("changes");
        var first = await Server.CreateTranscriptAsync("First", client);
        var second = await Server.CreateTranscriptAsync("Second", client);
        var seen = await Server.GetAsync("/v1/transcripts?sort_by=change_seq", client);
        Ids(seen).ShouldBe([first, second]);
        var position = (long)seen["items"]![1]!["change_seq"]!;

        using var change = await client.PatchAsJsonAsync($"/v1/transcripts/{first}", new { title = "Changed" });
        await change.OkAsync();

        var news = await Server.GetAsync($"/v1/transcripts?sort_by=change_seq&change_seq_from={position}", client);
        Ids(news).ShouldBe([first]);
        ((long)news["items"]![0]!["change_seq"]!).ShouldBeGreaterThan(position);
    }

    [Theory]
    [InlineData("%", "100% done")]
    [InlineData("_", "snake_case")]
    [InlineData(@"\", @"C:\temp")]
    [InlineData(@"\%", @"back\%slash")]
    [InlineData("SNAKE", "snake_case")]
    [InlineData("計", "計画")]
    public async Task A_search_term_is_taken_literally_and_without_case(string term, string found)
    {
        using var client = Server.ClientOf("search" + term.Length + (int)term[0]);
        foreach (var name in new[] { "100% done", "snake_case", @"C:\temp", "計画" })
            await Server.CreateTranscriptAsync(name, client);
        await Server.CreateTranscriptAsync(@"back\%slash", client);

        var page = await Server.GetAsync($"/v1/transcripts?search_term={Uri.EscapeDataString(term)}", client);

        var names = page["items"]!.AsArray().Select(item => (string)item!["name"]!).ToList();
        names.ShouldContain(found);
        names.ShouldAllBe(name => name.Contains(term, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_listing_can_be_narrowed_to_a_source()
    {
        using var client = Server.ClientOf("sources");
        await Server.CreateTranscriptAsync("Live", client);
        using var file = await client.PostAsJsonAsync("/v1/transcripts", new { name = "File", source_kind = "file" });
        await file.OkAsync();

        var page = await Server.GetAsync("/v1/transcripts?source_kind=file", client);

        ((string)page["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!).ShouldBe("File");
    }

    [Fact]
    public async Task What_people_write_is_changed_and_the_rest_stays()
    {
        var id = await Server.CreateTranscriptAsync("Name");
        using var answer = await Server.Client.PatchAsJsonAsync(
            $"/v1/transcripts/{id}",
            new
            {
                title = "Title",
                short_summary = "Short",
                long_summary = "# Long",
                share_mode = "semi-private",
                reviewed = true,
                locked = true,
                participants = new object[] { new { name = "Ada", speaker = 0 }, new { id = "p2", name = "Bob" } },
            }
        );
        var changed = await answer.OkAsync();

        var read = await Server.GetAsync($"/v1/transcripts/{id}");
        foreach (var side in new[] { changed, read })
        {
            ((string)side["name"]!).ShouldBe("Name");
            ((string)side["title"]!).ShouldBe("Title");
            ((string)side["short_summary"]!).ShouldBe("Short");
            ((string)side["long_summary"]!).ShouldBe("# Long");
            ((string)side["share_mode"]!).ShouldBe("semi-private");
            ((bool)side["reviewed"]!).ShouldBeTrue();
            ((bool)side["locked"]!).ShouldBeTrue();
            var people = side["participants"]!.AsArray();
            people.Select(person => (string)person!["name"]!).ShouldBe(["Ada", "Bob"]);
            ((string)people[0]!["id"]!).ShouldNotBeNullOrEmpty();
            ((int)people[0]!["speaker"]!).ShouldBe(0);
            ((string)people[1]!["id"]!).ShouldBe("p2");
            people[1]!["speaker"].ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("""{"share_mode": "secret"}""", "body.share_mode")]
    [InlineData("""{"locked": "yes"}""", "body.locked")]
    [InlineData("""{"title": "a\u0000"}""", "body.title")]
    [InlineData("""{"participants": [{"speaker": 1}]}""", "body.participants")]
    [InlineData("""{"participants": [{"name": null}]}""", "body.participants")]
    [InlineData("""{"participants": [null]}""", "body.participants")]
    [InlineData("""{"participants": [{"name": "x", "id": "\u0000"}]}""", "body.participants")]
    [InlineData("""{"participants": [{"name": "x", "user_id": "\u0000"}]}""", "body.participants")]
    public async Task A_wrong_change_changes_nothing(string body, string place)
    {
        var id = await Server.CreateTranscriptAsync();
        var before = await Server.GetAsync($"/v1/transcripts/{id}");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Server.Client.PatchAsync($"/v1/transcripts/{id}", content);

        (await answer.InvalidAsync()).ShouldStartWith(place);
        (await Server.GetAsync($"/v1/transcripts/{id}")).ToJsonString().ShouldBe(before.ToJsonString());
    }

    [Fact]
    public async Task A_deleted_transcript_is_gone()
    {
        var id = await Server.CreateTranscriptAsync();
        using (var answer = await Server.Client.DeleteAsync($"/v1/transcripts/{id}"))
            ((string)(await answer.OkAsync())["status"]!).ShouldBe("ok");

        using var read = await Server.Client.GetAsync($"/v1/transcripts/{id}");
        (await read.RefusedAsync(404)).ShouldBe("Transcript not found");
        using var again = await Server.Client.DeleteAsync($"/v1/transcripts/{id}");
        await again.RefusedAsync(404);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/topics")]
    [InlineData("GET", "/topics/with-words")]
    [InlineData("GET", "/topics/t/words-per-speaker")]
    [InlineData("GET", "/audio/mp3")]
    [InlineData("GET", "/audio/waveform")]
    [InlineData("GET", "/record/upload")]
    [InlineData("DELETE", "/record/upload")]
    [InlineData("POST", "/process")]
    [InlineData("GET", "/pipeline")]
    [InlineData("GET", "/events")]
    public async Task An_unknown_transcript_is_not_found(string method, string path)
    {
        foreach (var id in new[] { "none", "0198c7f0-0000-7000-8000-000000000000", "%2e%2e", "a%00b", "%F0%9F%8E%89" })
        {
            // With the dots resolved it is /v1/events, which is there.
            if (path == "/events" && id == "%2e%2e")
                continue;
            using var request = new HttpRequestMessage(new(method), $"/v1/transcripts/{id}{path}");
            if (method == "PATCH")
                request.Content = JsonContent.Create(new { title = "x" });
            using var answer = await Server.Client.SendAsync(request);

            if (id.Contains("%00", StringComparison.Ordinal))
                ((int)answer.StatusCode).ShouldBeInRange(400, 422);
            else
                (await answer.RefusedAsync(404)).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_transcript_that_was_never_processed_has_no_pipeline_no_audio_and_no_waveform()
    {
        var id = await Server.CreateTranscriptAsync();
        foreach (var path in new[] { "pipeline", "audio/mp3", "audio/waveform" })
        {
            using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}/{path}");
            await answer.RefusedAsync(404);
        }
        using var process = await Server.Client.PostAsync($"/v1/transcripts/{id}/process", null);
        (await process.RefusedAsync(400)).ShouldBe("Recording is not ready for processing");
    }

    private static List<string> Ids(JsonNode page) =>
        [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
