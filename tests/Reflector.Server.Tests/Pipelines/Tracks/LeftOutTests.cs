using System.Net;
using System.Runtime.InteropServices;
using Reflector.Fakes;
using Reflector.Fakes.Speech;
using Reflector.Server.Meetings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines.Tracks;

/// <summary>Somebody refused in a meeting with a track per person: the whole pipeline and the real deletion.</summary>
public sealed class LeftOutTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task Who_refused_is_neither_heard_nor_written_nor_kept_and_the_others_are()
    {
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        await using var server = await TestServer.StartAsync(postgres, ServerFixture.Recognising(transcription));
        var id = await WriteAsync(server, ConsentPolicy.LeaveOut);

        var pipeline = await server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        var read = await server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["transcript"]!).ShouldBe("Ada: alpha,");
        read["audio_deletion_requested_at"].ShouldBeNull();
        await GoneAsync(server, RecordedTracks.Key(id, 1));
        (await server.Store.HeadAsync(RecordedTracks.Key(id, 0))).ShouldNotBeNull();
        using var audio = await server.Client.GetAsync($"/v1/transcripts/{id}/audio/mp3");
        audio.StatusCode.ShouldBe(HttpStatusCode.OK);
        var file = Path.Combine(server.DataFolder, "heard.mp3");
        await File.WriteAllBytesAsync(file, await audio.Content.ReadAsByteArrayAsync());
        var ada = await LoudnessAsync(file, from: 1, to: 1.4);
        (await LoudnessAsync(file, from: 2, to: 2.4)).ShouldBeLessThan(ada / 100, "Bob spoke here");
    }

    [Fact]
    public async Task Where_a_refusal_deletes_everything_the_text_stays_and_no_object_does()
    {
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        await using var server = await TestServer.StartAsync(postgres, ServerFixture.Recognising(transcription));
        var id = await WriteAsync(server, ConsentPolicy.DeleteAudio);

        var pipeline = await server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        await Eventually.TrueAsync(
            async () => (bool?)(await server.GetAsync($"/v1/transcripts/{id}"))["audio_deleted"] == true,
            TimeSpan.FromSeconds(60),
            "all audio is proven gone"
        );
        (await server.Store.ListAsync("").CountAsync()).ShouldBe(0);
        ((string)(await server.GetAsync($"/v1/transcripts/{id}"))["transcript"]!).ShouldBe("Ada: alpha,\nBob: bravo,");
        (await server.GetAsync($"/v1/transcripts/{id}/audio/waveform"))["data"]!.AsArray().Count.ShouldBe(255);
    }

    private async Task<string> WriteAsync(TestServer server, ConsentPolicy policy)
    {
        var meeting = await MeetingAsync(server, policy);
        return await server.WriteTracksAsync(
            [
                new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)), 0, "a", "Ada"),
                new(await recordings.TonesAsync(4, new SpokenWord("bravo", 2, 2.4)), 0, "b", "Bob"),
            ],
            meeting
        );
    }

    private static Task<string> MeetingAsync(TestServer server, ConsentPolicy policy) =>
        server.QueryAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = "council",
                UserId = "local",
                IcsFetchInterval = 300,
                CreatedAt = now,
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7().ToString(),
                RoomName = "council-1",
                RoomUrl = "https://mock.example/council-1",
                HostRoomUrl = "https://mock.example/council-1",
                StartDate = now.AddHours(-1),
                EndDate = now,
                RoomId = room.Id,
                IsLocked = false,
                RoomMode = RoomMode.Group,
                RecordingType = RecordingType.Cloud,
                RecordingTrigger = RecordingTrigger.None,
                SkipConsent = false,
                ConsentPolicy = policy,
                Platform = "mock",
            };
            db.Meetings.Add(meeting);
            await db.SaveChangesAsync();
            db.MeetingConsents.Add(
                new MeetingConsent
                {
                    Id = Guid.CreateVersion7().ToString(),
                    MeetingId = meeting.Id,
                    ParticipantId = "anonymous:12345678",
                    Name = "Bob",
                    ConsentGiven = false,
                    FirstAnsweredAt = now,
                    ConsentTimestamp = now,
                }
            );
            await db.SaveChangesAsync();
            return meeting.Id;
        });

    private static Task GoneAsync(TestServer server, string key) =>
        Eventually.TrueAsync(
            async () => await server.Store.HeadAsync(key) is null,
            TimeSpan.FromSeconds(60),
            $"{key} is deleted"
        );

    /// <summary>Root mean square between two seconds, 0 to 1.</summary>
    private async Task<double> LoudnessAsync(string file, double from, double to)
    {
        const int header = 44;
        const int rate = 16000;
        var wave = await recordings.MakeAsync(
            ".wav",
            "-i",
            file,
            "-map_metadata",
            "-1",
            "-fflags",
            "+bitexact",
            "-ac",
            "1",
            "-ar",
            $"{rate}"
        );
        var samples = MemoryMarshal.Cast<byte, short>(wave.AsSpan(header)).ToArray();
        var heard = samples[(int)(from * rate)..(int)(to * rate)];
        return Math.Sqrt(heard.Average(sample => Math.Pow(sample / 32768.0, 2)));
    }
}
