using System.Text;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts.Editing;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Participants;

public sealed class ParticipantEndpointsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly Participant Ann = new("ann", 0, "Ann");
    private static readonly Participant Bo = new("bo", null, "Bo", "a-user");

    private TestServer Server => shared.Server;

    [Fact]
    public async Task Participants_are_listed_and_read_without_their_accounts()
    {
        var corrector = await Corrector.OfAsync(Server, "a", Ann, Bo);

        (await corrector.OkAsync(HttpMethod.Get, "/participants"))
            .ToJsonString()
            .ShouldBe("""[{"id":"ann","speaker":0,"name":"Ann"},{"id":"bo","speaker":null,"name":"Bo"}]""");
        (await corrector.OkAsync(HttpMethod.Get, "/participants/bo"))
            .ToJsonString()
            .ShouldBe("""{"id":"bo","speaker":null,"name":"Bo"}""");
        (await corrector.RefusedAsync(404, HttpMethod.Get, "/participants/none")).ShouldBe("Participant not found");
    }

    [Fact]
    public async Task A_voice_gets_a_name_which_every_view_shows()
    {
        const string name = "<b>Ann</b>'; DROP TABLE transcript; --";
        var corrector = await Corrector.OfAsync(Server, "hello 1:there");

        var made = await corrector.OkAsync(HttpMethod.Post, "/participants", new { speaker = 1, name });

        ((string)made["name"]!, (int)made["speaker"]!).ShouldBe((name, 1));
        ((string)(await corrector.OkAsync(HttpMethod.Get, ""))["transcript"]!).ShouldBe(
            $"Speaker 0: hello\n{name}: there"
        );
        (await corrector.OkAsync(HttpMethod.Get, $"/participants/{made["id"]}"))["name"]!.ToString().ShouldBe(name);
    }

    [Fact]
    public async Task A_voice_has_one_name()
    {
        var corrector = await Corrector.OfAsync(Server, "a", Ann, Bo);

        (
            await corrector.RefusedAsync(400, HttpMethod.Post, "/participants", new { speaker = 0, name = "Cy" })
        ).ShouldBe("Speaker already assigned");
        (await corrector.RefusedAsync(400, HttpMethod.Patch, "/participants/bo", new { speaker = 0 })).ShouldBe(
            "Speaker already assigned"
        );
        (await corrector.TranscriptAsync()).Participants.ShouldBe([Ann, Bo]);
    }

    [Fact]
    public async Task Several_may_have_no_voice_and_be_renamed()
    {
        var corrector = await Corrector.OfAsync(Server, "a", Bo, new Participant("cy", null, "Cy"));

        await corrector.OkAsync(HttpMethod.Post, "/participants", new { name = "Di" });
        var renamed = await corrector.OkAsync(HttpMethod.Patch, "/participants/cy", new { name = " Cyril " });

        ((string)renamed["name"]!).ShouldBe("Cyril");
        (await corrector.TranscriptAsync()).Participants.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_left_out_stays_and_null_takes_the_voice_away()
    {
        var corrector = await Corrector.OfAsync(Server, "a", Ann, Bo);

        await corrector.OkAsync(HttpMethod.Patch, "/participants/ann", new { name = "Anna" });
        await corrector.OkAsync(HttpMethod.Patch, "/participants/bo", new { speaker = 4 });
        (await corrector.TranscriptAsync()).Participants.ShouldBe([
            Ann with
            {
                Name = "Anna",
            },
            Bo with
            {
                Speaker = 4,
            },
        ]);
        await corrector.OkAsync(
            HttpMethod.Patch,
            "/participants/ann",
            new StringContent("""{"speaker": null}""", Encoding.UTF8, "application/json")
        );
        (await corrector.TranscriptAsync()).Participants[0].ShouldBe(new("ann", null, "Anna"));
        await corrector.OkAsync(HttpMethod.Patch, "/participants/ann", new { });
        (await corrector.RefusedAsync(404, HttpMethod.Patch, "/participants/none", new { name = "x" })).ShouldBe(
            "Participant not found"
        );
    }

    [Fact]
    public async Task Removing_is_done_also_when_there_is_nobody()
    {
        var corrector = await Corrector.OfAsync(Server, "a", Ann);

        foreach (var id in new[] { "ann", "ann", "never" })
            (await corrector.OkAsync(HttpMethod.Delete, $"/participants/{id}"))
                .ToJsonString()
                .ShouldBe("""{"status":"ok"}""");

        (await corrector.TranscriptAsync()).Participants.ShouldBeEmpty();
        (await corrector.EditsAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name": "x", "speaker": -1}""", "body.speaker")]
    [InlineData("""{"name": "x", "speaker": 1.5}""", "body.speaker")]
    [InlineData("""{"name": "x", "speaker": "1"}""", "body.speaker")]
    [InlineData("""{"name": "x", "speaker": 99999999999}""", "body.speaker")]
    [InlineData("""{"name": ""}""", "body.name")]
    [InlineData("""{"name": " \t"}""", "body.name")]
    [InlineData("""{"name": null}""", "body.name")]
    [InlineData("""{"name": 5}""", "body.name")]
    [InlineData("""{"name": "a\u0000"}""", "body.name")]
    [InlineData("""{}""", "body.name")]
    public async Task Bad_input_is_told(string body, string place)
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        using var answer = await corrector.SendAsync(
            HttpMethod.Post,
            "/participants",
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task Names_have_a_limit_and_so_has_their_number()
    {
        var people = Enumerable.Range(0, 1000).Select(n => new Participant($"p{n}", n, $"P {n}")).ToArray();
        var corrector = await Corrector.OfAsync(Server, "a", people);

        (await corrector.InvalidAsync(HttpMethod.Post, "/participants", new { name = new string('x', 1001) })).ShouldBe(
            "body.name"
        );
        (await corrector.RefusedAsync(400, HttpMethod.Post, "/participants", new { name = "One more" })).ShouldBe(
            "A transcript has at most 1000 participants"
        );
        await corrector.OkAsync(HttpMethod.Patch, "/participants/p0", new { name = new string('x', 1000) });
    }

    [Fact]
    public async Task A_whole_list_is_written_at_once_and_taken_back()
    {
        var corrector = await Corrector.OfAsync(Server, "a 1:b", Ann, Bo);

        await corrector.OkAsync(
            HttpMethod.Patch,
            "",
            new
            {
                participants = new object[]
                {
                    new
                    {
                        id = "bo",
                        name = "Bo",
                        speaker = 1,
                    },
                    new { name = "New" },
                },
            }
        );

        (await corrector.TranscriptAsync()).Participants.Select(person => person.Name).ShouldBe(["Bo", "New"]);
        await corrector.UndoAsync(1);
        (await corrector.TranscriptAsync()).Participants.ShouldBe([Ann, Bo]);
        (
            await corrector.InvalidAsync(
                HttpMethod.Patch,
                "",
                new { participants = new[] { new { id = "x", name = "A" }, new { id = "x", name = "B" } } }
            )
        ).ShouldBe("body.participants");
    }

    [Fact]
    public async Task Many_at_once_lose_no_name()
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(n => corrector.OkAsync(HttpMethod.Post, "/participants", new { name = $"P {n}", speaker = n }))
        );

        var people = (JsonArray)await corrector.OkAsync(HttpMethod.Get, "/participants");
        people.Select(person => (int)person!["speaker"]!).Order().ShouldBe(Enumerable.Range(0, 20));
        (await corrector.ChainAsync()).Select(edit => edit.Version).ShouldBe(Enumerable.Range(1, 20));
    }
}
