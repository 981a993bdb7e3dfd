using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Summaries;

/// <summary>What cannot be asked for, and how much at once.</summary>
public sealed class RegenerateBoundsTests(ModelFixture fixture) : IClassFixture<ModelFixture>
{
    private readonly SummaryServer _it = fixture.Quiet();

    [Fact]
    public async Task Of_two_requests_at_once_one_begins()
    {
        var gate = new TaskCompletionSource();
        _it.Chat.Before = _ => gate.Task;
        var id = await _it.WriteMeetingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _it.AskForAsync(id, new { })));

        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([200, 409, 409, 409]);
        (await answers.First(answer => (int)answer.StatusCode == 409).RefusedAsync(409)).ShouldBe(
            "A summary of this transcript is being written already"
        );
        gate.SetResult();
        await _it.EndedAsync(id);
        _it.Chat.Requests.Count(request => request.Schema == "recap").ShouldBe(1);
    }

    [Fact]
    public async Task A_person_has_so_many_under_way_and_others_are_not_kept_waiting()
    {
        var gate = new TaskCompletionSource();
        _it.Chat.Before = _ => gate.Task;
        var begun = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            begun.Add(await _it.WriteMeetingAsync());
            using var answer = await _it.AskForAsync(begun[^1], new { });
            await answer.OkAsync();
        }

        using var fourth = await _it.AskForAsync(await _it.WriteMeetingAsync(), new { });
        using var other = await _it.AskForAsync(
            await _it.WriteMeetingAsync(owner: "other"),
            new { },
            _it.Server.ClientOf("other")
        );

        (await fourth.RefusedAsync(429)).ShouldStartWith("3 summaries are being written for you already");
        await other.OkAsync();
        gate.SetResult();
        foreach (var id in begun)
            await _it.EndedAsync(id);
    }

    [Theory]
    [InlineData("""{"template":"novel"}""", "body.template")]
    [InlineData("""{"template":"own"}""", "body.prompt")]
    [InlineData("""{"template":"own","prompt":"   "}""", "body.prompt")]
    [InlineData("""{"model":"gpt-of-somebody-else"}""", "body.model")]
    [InlineData("""{"sections":[]}""", "body.sections")]
    [InlineData("""{"sections":["everything"]}""", "body.sections.0")]
    [InlineData("""{"sections":"summary"}""", "body.sections")]
    [InlineData("""{"prompt":5}""", "body.prompt")]
    [InlineData("""{"prompt":"a\u0000b"}""", "body.prompt")]
    public async Task What_cannot_be_asked_for_names_the_field(string body, string field)
    {
        var id = await _it.WriteMeetingAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await _it.Server.Client.PostAsync($"/v1/transcripts/{id}/summaries", content);

        (await answer.InvalidAsync()).ShouldBe(field);
    }

    [Fact]
    public async Task A_prompt_may_be_so_long_and_hold_anything()
    {
        var id = await _it.WriteMeetingAsync();
        var hostile = "'; DROP TABLE transcript; -- <b>{0}</b> \"\"\" " + new string('é', 4_000);

        using (var long_ = await _it.AskForAsync(id, new { prompt = new string('x', 4_001) }))
            (await long_.InvalidAsync()).ShouldBe("body.prompt");
        var job = await _it.RegenerateAsync(id, new { prompt = hostile[..4_000] });

        ((string)job["state"]!).ShouldBe("done");
        var version = await _it.Server.GetAsync($"/v1/transcripts/{id}/summaries/2");
        ((string)version["prompt"]!).ShouldBe(hostile[..4_000]);
    }

    [Fact]
    public async Task Without_words_or_while_it_is_processed_there_is_nothing_to_write()
    {
        var empty = await _it.Server.CreateTranscriptAsync();
        var busy = await _it.WriteMeetingAsync();
        await _it.Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE transcript SET status = 'processing' WHERE id = {busy}")
        );

        using var one = await _it.AskForAsync(empty, new { });
        using var two = await _it.AskForAsync(busy, new { });
        using var three = await _it.AskForAsync("unknown", new { });

        (await one.RefusedAsync(400)).ShouldBe("There is no text to summarise");
        (await two.RefusedAsync(409)).ShouldContain("being processed");
        await three.RefusedAsync(404);
    }
}
