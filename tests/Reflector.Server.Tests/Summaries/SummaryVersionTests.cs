using System.Text.Json.Nodes;
using Reflector.Server.Events;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Summaries;

/// <summary>What was ever a summary is kept, and what a person wrote is never written over unasked.</summary>
public sealed class SummaryVersionTests(SharedServer shared, MadeRecordings recordings) : IClassFixture<SharedServer>
{
    private readonly SummaryServer _it = new(shared.Server, null);

    [Fact]
    public async Task Each_edit_is_a_version_with_its_author_and_the_first_one_is_kept()
    {
        var id = await _it.WriteMeetingAsync();

        await _it.EditAsync(id, "One.");
        await _it.EditAsync(id, "Two. <script>'; DROP TABLE x</script>");

        var list = await _it.VersionsAsync(id);
        ((int)list["current"]!).ShouldBe(3);
        list["versions"]!
            .AsArray()
            .Select(item => (string)item!["origin"]!)
            .ShouldBe(["edited", "edited", "processed"]);
        var shown = await _it.Server.GetAsync($"/v1/transcripts/{id}/summaries/3");
        ((string)shown["long_summary"]!).ShouldBe("Two. <script>'; DROP TABLE x</script>");
        ((string)shown["short_summary"]!).ShouldBe("Old recap.");
        shown["generated_by"].ShouldBeNull();
    }

    [Fact]
    public async Task A_version_is_restored_as_a_new_one()
    {
        var id = await _it.WriteMeetingAsync();
        await _it.EditAsync(id, "Mine.");
        await _it.RegenerateAsync(id, new { template = "decisions" });

        var restored = await RestoreAsync(id, 2);

        ((int)restored["number"]!).ShouldBe(4);
        ((string)restored["origin"]!).ShouldBe("restored");
        var read = await _it.ReadAsync(id);
        ((string)read["long_summary"]!).ShouldBe("Mine.");
        read["generated_by"].ShouldBeNull();
        ((int)(await RestoreAsync(id, 4))["number"]!).ShouldBe(4);
        (await _it.VersionsAsync(id))["versions"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Sentences_that_stay_in_an_edited_summary_keep_their_sources()
    {
        var id = await _it.WriteMeetingAsync();
        await _it.RegenerateAsync(id);
        var before = await _it.ReadAsync(id);
        var kept = before["long_summary"]!.ToString().Split('\n').First(line => line.StartsWith("- "));

        await _it.EditAsync(id, $"{kept}\n- Something else.");

        var after = await _it.ReadAsync(id);
        var sources = after["summary_sources"]!.AsArray();
        sources.Count.ShouldBeLessThan(before["summary_sources"]!.AsArray().Count);
        sources.ShouldContain(source => $"- {source!["text"]}" == kept.Replace("\\", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_summary_written_by_hand_survives_another_processing_and_the_new_one_is_kept_beside_it()
    {
        var server = shared.Server;
        var id = await server.TranscribeAsync(recordings.Tones);
        await _it.EditAsync(id, "Mine.");
        var after = await server.QueryAsync(db =>
            EventLog.LastSeqAsync(db, EventLog.TranscriptStream(id), CancellationToken.None)
        );

        using (var again = await server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
            await again.OkAsync();
        await server.RunEndedAsync(id, after);

        ((string)(await _it.ReadAsync(id))["long_summary"]!).ShouldBe("Mine.");
        var versions = await _it.VersionsAsync(id);
        versions["versions"]!
            .AsArray()
            .Select(item => (string)item!["origin"]!)
            .ShouldBe(["processed", "edited", "processed"]);
        ((int)versions["current"]!).ShouldBe(2);
        (await server.GetAsync($"/v1/transcripts/{id}/topics"))[0]!["moments"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Edits_at_once_are_all_kept()
    {
        var id = await _it.WriteMeetingAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => _it.EditAsync(id, $"Edit {number}.")));

        var numbers = (await _it.VersionsAsync(id))["versions"]!
            .AsArray()
            .Select(item => (int)item!["number"]!)
            .ToList();
        numbers.ShouldBe(Enumerable.Range(1, 9).Reverse());
    }

    [Fact]
    public async Task Of_what_machines_wrote_fifty_are_kept_and_of_what_people_wrote_all()
    {
        var id = await _it.WriteMeetingAsync();
        await _it.EditAsync(id, "By hand.");
        for (var number = 0; number < 110; number++)
            await RestoreAsync(id, await LatestAsync(id, isWritten: number % 2 == 1));

        var versions = (await _it.VersionsAsync(id))["versions"]!.AsArray();

        versions.Count(item => item!["generated_by"] is not null).ShouldBeLessThanOrEqualTo(50);
        versions.ShouldContain(item => (int)item!["number"]! == 2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99")]
    [InlineData("99999999999")]
    [InlineData("one")]
    public async Task Unknown_versions_do_not_exist(string number)
    {
        var id = await _it.WriteMeetingAsync();

        using var read = await _it.Server.Client.GetAsync($"/v1/transcripts/{id}/summaries/{number}");
        using var restore = await _it.Server.Client.PostAsync($"/v1/transcripts/{id}/summaries/{number}/restore", null);

        await read.RefusedAsync(404);
        await restore.RefusedAsync(404);
    }

    [Fact]
    public async Task Without_a_language_model_there_are_templates_but_no_models()
    {
        var id = await _it.WriteMeetingAsync("council-meeting");

        var options = await _it.Server.GetAsync("/v1/summary-options");
        using var refused = await _it.AskForAsync(id, new { model = "tiny" });
        var job = await _it.RegenerateAsync(id, new { template = "decisions" });

        ((bool)options["language_model"]!).ShouldBeFalse();
        options["models"]!.AsArray().ShouldBeEmpty();
        (await refused.InvalidAsync()).ShouldBe("body.model");
        ((string)job["state"]!).ShouldBe("done");
        ((string)(await _it.ReadAsync(id))["long_summary"]!).ShouldStartWith("**Decisions**\n\n- ");
    }

    private async Task<int> LatestAsync(string id, bool isWritten) =>
        (int)
            (await _it.VersionsAsync(id))["versions"]!
                .AsArray()
                .First(item => item!["generated_by"] is null == isWritten)!["number"]!;

    private async Task<JsonNode> RestoreAsync(string id, int number)
    {
        using var answer = await _it.Server.Client.PostAsync($"/v1/transcripts/{id}/summaries/{number}/restore", null);
        return await answer.OkAsync();
    }
}
