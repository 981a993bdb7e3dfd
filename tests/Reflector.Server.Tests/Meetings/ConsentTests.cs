using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Meetings;

[Collection(nameof(AcmeServer))]
public sealed class ConsentTests(AcmeServer acme)
{
    private TestServer Server => acme.Server;

    [Fact]
    public async Task Everybody_has_one_answer_and_the_owner_sees_who_gave_which()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, true, "other");
        await AnswerAsync(meeting, false, participant: "browser-number-1", name: "Grace");
        await AnswerAsync(meeting, true, participant: "browser-number-2");

        var answers = await AnswersAsync(meeting);
        answers
            .Select(answer => ((string?)answer["user_id"], (string?)answer["name"], (bool)answer["consent_given"]!))
            .ShouldBe([("other", null, true), (null, "Grace", false), (null, null, true)]);
        answers.ShouldAllBe(answer => (DateTimeOffset)answer["answered_at"]! > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task An_answer_that_is_flipped_twice_is_one_answer()
    {
        var meeting = await MeetingAsync();
        foreach (var user in new[] { "other", HeaderCallerSource.Anonymous })
        {
            var first = await AnswerAsync(meeting, true, user, "browser-number-1");
            (await AnswerAsync(meeting, false, user, "browser-number-1")).ShouldBe(first);
            (await AnswerAsync(meeting, true, user, "browser-number-1")).ShouldBe(first);
        }
        var answers = await AnswersAsync(meeting);
        answers.Count.ShouldBe(2);
        answers.ShouldAllBe(answer => (bool)answer["consent_given"]!);
        answers.ShouldAllBe(answer =>
            (DateTimeOffset)answer["answered_at"]! > (DateTimeOffset)answer["first_answered_at"]!
        );
    }

    [Fact]
    public async Task A_second_browser_of_somebody_without_an_account_is_another_participant()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, false, participant: "browser-number-1");
        await AnswerAsync(meeting, true, participant: "browser-number-2");
        (await AnswersAsync(meeting)).Select(answer => (bool)answer["consent_given"]!).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_second_browser_of_somebody_with_an_account_is_the_same_participant()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, true, "other", "browser-number-1");
        await AnswerAsync(meeting, false, "other", "browser-number-2");
        (await AnswersAsync(meeting)).ShouldHaveSingleItem();
        using var other = Server.ClientOf("other");
        var own = await Server.GetAsync($"/v1/meetings/{meeting}/consent", other);
        ((bool)own["consent_given"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_everybody_is_the_one_local_user_each_browser_is_a_participant()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, true, user: "", "browser-number-1");
        await AnswerAsync(meeting, false, user: "", "browser-number-2");
        await AnswerAsync(meeting, false, user: "", "browser-number-1");
        (await AnswersAsync(meeting)).Select(answer => (bool)answer["consent_given"]!).ShouldBe([false, false]);
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_with_an_account_by_knowing_their_id()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, false, "other-user");
        await AnswerAsync(meeting, true, participant: "other-user");
        (await AnswersAsync(meeting)).Select(answer => (bool)answer["consent_given"]!).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Without_an_id_every_answer_counts_as_another_person_s()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, true);
        await AnswerAsync(meeting, false);
        (await AnswersAsync(meeting)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_answer_sent_fifty_times_at_once_is_one_answer()
    {
        var meeting = await MeetingAsync();
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => AnswerAsync(meeting, false, participant: "browser-number-1"))
        );
        ids.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await AnswersAsync(meeting)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_second_meeting_in_the_same_room_asks_again()
    {
        var room = (string)(await acme.RoomAsync())["name"]!;
        var first = (string)(await acme.MeetingAsync(room))["id"]!;
        await AnswerAsync(first, true, "other");
        var second = (string)(await acme.MeetingAsync(room, another: true))["id"]!;
        (await AnswersAsync(second)).ShouldBeEmpty();
        using var other = Server.ClientOf("other");
        (await Server.GetAsync($"/v1/meetings/{second}/consent", other))["consent_given"].ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_meeting_is_not_found()
    {
        using var answer = await Server.Client.PostAsJsonAsync(
            "/v1/meetings/unknown/consent",
            new { consent_given = true }
        );
        (await answer.RefusedAsync(404)).ShouldBe("Meeting not found");
    }

    [Theory]
    [InlineData("""{}""", "body.consent_given")]
    [InlineData("""{"consent_given": "yes"}""", "body.consent_given")]
    [InlineData("""{"consent_given": null}""", "body.consent_given")]
    [InlineData("""{"consent_given": true, "participant_id": "short"}""", "body.participant_id")]
    [InlineData("""{"consent_given": true, "participant_id": "a b c d e f g"}""", "body.participant_id")]
    [InlineData("""{"consent_given": true, "participant_id": "'; DROP TABLE meeting; --"}""", "body.participant_id")]
    [InlineData("""{"consent_given": true, "participant_name": "a\u0000b"}""", "body.participant_name")]
    public async Task An_answer_that_is_none_is_refused(string body, string place)
    {
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var answer = await anonymous.PostAsync(
            $"/v1/meetings/{await MeetingAsync()}/consent",
            new StringContent(body, null, "application/json")
        );
        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task Long_ids_and_names_are_refused()
    {
        var meeting = await MeetingAsync();
        foreach (var field in new[] { "participant_id", "participant_name" })
        {
            using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
            using var answer = await anonymous.PostAsJsonAsync(
                $"/v1/meetings/{meeting}/consent",
                new JsonObject { ["consent_given"] = true, [field] = new string('a', 300) }
            );
            (await answer.InvalidAsync()).ShouldBe($"body.{field}");
        }
    }

    [Theory]
    [InlineData("other", 403)]
    [InlineData(HeaderCallerSource.Anonymous, 401)]
    public async Task Only_the_room_s_owner_sees_the_answers(string user, int status)
    {
        var meeting = await MeetingAsync();
        using var client = Server.ClientOf(user);
        using var answer = await client.GetAsync($"/v1/meetings/{meeting}/consents");
        await answer.RefusedAsync(status);
    }

    [Fact]
    public async Task The_answer_is_open_while_the_recording_is_processed_and_closed_afterwards()
    {
        var meeting = await MeetingAsync();
        await AnswerAsync(meeting, true, "other");
        await EndAsync(meeting);
        await AnswerAsync(meeting, false, "other");

        var transcript = await TranscriptAsync(meeting, TranscriptStatus.Processing);
        await AnswerAsync(meeting, true, "other");
        await SetStatusAsync(transcript, TranscriptStatus.Error);
        await AnswerAsync(meeting, false, "other");

        await SetStatusAsync(transcript, TranscriptStatus.Ended);
        using var other = Server.ClientOf("other");
        using var late = await other.PostAsJsonAsync($"/v1/meetings/{meeting}/consent", new { consent_given = true });
        (await late.RefusedAsync(409)).ShouldContain("can no longer be changed");
        ((bool)(await AnswersAsync(meeting)).ShouldHaveSingleItem()["consent_given"]!).ShouldBeFalse();

        await TranscriptAsync(meeting, TranscriptStatus.Uploaded);
        await AnswerAsync(meeting, true, "other");
    }

    [Fact]
    public async Task While_the_meeting_lives_a_finished_recording_of_it_closes_nothing()
    {
        var meeting = await MeetingAsync();
        await TranscriptAsync(meeting, TranscriptStatus.Ended);
        await AnswerAsync(meeting, false, "other");
    }

    private async Task<string> MeetingAsync() =>
        (string)(await acme.MeetingAsync((string)(await acme.RoomAsync())["name"]!))["id"]!;

    private async Task<string> AnswerAsync(
        string meeting,
        bool consent,
        string user = HeaderCallerSource.Anonymous,
        string? participant = null,
        string? name = null
    )
    {
        using var client = Server.ClientOf(user);
        using var answer = await client.PostAsJsonAsync(
            $"/v1/meetings/{meeting}/consent",
            new
            {
                consent_given = consent,
                participant_id = participant,
                participant_name = name,
            }
        );
        var stored = await answer.OkAsync();
        ((string)stored["status"]!).ShouldBe("success");
        return (string)stored["consent_id"]!;
    }

    private async Task<IReadOnlyList<JsonNode>> AnswersAsync(string meeting)
    {
        using var owner = Server.ClientOf("owner");
        return [.. (await Server.GetAsync($"/v1/meetings/{meeting}/consents", owner)).AsArray().OfType<JsonNode>()];
    }

    private async Task EndAsync(string meeting)
    {
        using var owner = Server.ClientOf("owner");
        using var answer = await owner.PatchAsync($"/v1/meetings/{meeting}/deactivate", null);
        await answer.OkAsync();
    }

    private async Task<string> TranscriptAsync(string meeting, TranscriptStatus status)
    {
        var id = Guid.CreateVersion7().ToString();
        await Server.QueryAsync(async db =>
        {
            db.Transcripts.Add(
                new()
                {
                    Id = id,
                    Name = "",
                    Status = status,
                    SourceKind = SourceKind.Room,
                    SourceLanguage = "en",
                    TargetLanguage = "en",
                    MeetingId = meeting,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private Task SetStatusAsync(string transcript, TranscriptStatus status) =>
        Server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == transcript)
                .ExecuteUpdateAsync(row => row.SetProperty(row => row.Status, status))
        );
}
