using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Services;
using Reflector.Fakes.Speech;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Tests.VideoPlatforms.Daily;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.Pipelines.Tracks;

/// <summary>Whose voice is on which track, as Daily tells it or as we saw it.</summary>
public sealed class ParticipantsTests(PostgresFixture postgres, MadeRecordings recordings) : IAsyncLifetime
{
    private DailyServer _daily = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _daily = await DailyServer.StartAsync();
        _server = await DailyFixture.StartServerAsync(postgres, _daily);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _daily.DisposeAsync();
    }

    [Fact]
    public async Task Names_come_from_the_platform()
    {
        _daily.TellsCalls = true;
        var (recording, ada, bob, meeting) = await RecordedAsync();
        await SeenAsync(meeting, bob, "Somebody else");

        (await NamesAsync(recording, meeting, ada, bob)).ShouldBe(["Ada", "Bob"]);
    }

    [Fact]
    public async Task A_recording_that_does_not_say_its_call_has_the_names_that_were_seen()
    {
        var (recording, ada, bob, meeting) = await RecordedAsync();
        await SeenAsync(meeting, bob, "Bob as seen");

        (await NamesAsync(recording, meeting, ada, bob)).ShouldBe(["Speaker 0", "Bob as seen"]);
    }

    [Fact]
    public async Task A_platform_that_fails_does_not_hold_the_transcript_up()
    {
        _daily.TellsCalls = true;
        var (recording, ada, bob, meeting) = await RecordedAsync();
        await SeenAsync(meeting, bob, "Bob as seen");
        _daily.Then([.. Enumerable.Repeat(FakeAnswer.Error(403), 20)]);

        (await NamesAsync(recording, meeting, ada, bob, "could not be asked")).ShouldBe(["Speaker 0", "Bob as seen"]);
    }

    [Fact]
    public async Task More_people_than_one_page_are_all_told()
    {
        _daily.TellsCalls = true;
        var meeting = await OpenedMeeting.OpenAsync(_server, "daily", new { recording_type = "cloud" });
        for (var person = 0; person < 250; person++)
            _daily.Join(meeting.PlatformRoom, $"Person {person}");
        _daily.StartRecording(meeting.PlatformRoom);
        var recording = await LastRecordingAsync(meeting.PlatformRoom);

        var people = await _server
            .Services.GetRequiredService<DailyPlatform>()
            .ShouldBeAssignableTo<IRecordingParticipants>()!
            .GetParticipantsAsync(recording, CancellationToken.None);

        people
            .Select(person => person.UserName)
            .ShouldBe(Enumerable.Range(0, 250).Select(number => $"Person {number}"));
    }

    private async Task<(string Recording, string Ada, string Bob, string Meeting)> RecordedAsync()
    {
        var meeting = await OpenedMeeting.OpenAsync(_server, "daily", new { recording_type = "cloud" });
        var ada = _daily.Join(meeting.PlatformRoom, "Ada");
        var bob = _daily.Join(meeting.PlatformRoom, "Bob");
        _daily.StartRecording(meeting.PlatformRoom);
        return (await LastRecordingAsync(meeting.PlatformRoom), ada, bob, meeting.Id);
    }

    private async Task<string> LastRecordingAsync(string room) =>
        (await _server.Services.GetRequiredService<DailyClient>().ListRecordingsAsync(room, CancellationToken.None))[
            0
        ].Id;

    private Task SeenAsync(string meeting, string session, string name) =>
        _server.QueryAsync(async db =>
        {
            await db.ParticipantSessions.Where(row => row.SessionId == session).ExecuteDeleteAsync();
            db.ParticipantSessions.Add(
                new ParticipantSession
                {
                    MeetingId = meeting,
                    SessionId = session,
                    UserName = name,
                    JoinedAt = TimeProvider.System.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });

    /// <summary>What the stage makes of a recording of two tracks; the later stages are not waited for.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync(
        string recording,
        string meeting,
        string ada,
        string bob,
        string? note = null
    )
    {
        var silence = await recordings.TonesAsync(1, new SpokenWord("alpha", 0.1, 0.5));
        var id = await _server.WriteTracksAsync(
            [new(silence, 0, ada), new(silence, 0, bob)],
            meeting,
            DailyPlatform.PlatformName,
            recording
        );
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);
        using (var process = await _server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
            await process.OkAsync();
        await socket.WaitForStageAsync(StageNames.Participants, "done");
        var stage = (await _server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage(StageNames.Participants);
        if (note is null)
            stage["note"].ShouldBeNull();
        else
            ((string)stage["note"]!).ShouldContain(note);
        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        await _server.RunEndedAsync(id);
        return [.. read["participants"]!.AsArray().Select(person => (string)person!["name"]!)];
    }
}
