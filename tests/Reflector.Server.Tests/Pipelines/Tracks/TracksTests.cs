using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Fakes.Speech;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines.Tracks;

/// <summary>Recordings with a track per person, whose voices are tones.</summary>
public sealed class TracksTests(PostgresFixture postgres, MadeRecordings recordings) : IAsyncLifetime
{
    private OpenAiTranscriptionServer _transcription = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _transcription = await OpenAiTranscriptionServer.StartAsync();
        _server = await TestServer.StartAsync(postgres, ServerFixture.Recognising(_transcription));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _transcription.DisposeAsync();
    }

    [Fact]
    public async Task Every_word_is_said_by_whose_track_it_is_on_when_it_was_said()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(6, new("alpha", 1, 1.4), new("charlie", 4, 4.4)), 0, "a", "Ada"),
            new(await recordings.TonesAsync(3, new SpokenWord("bravo", 1, 1.4)), 1.5, "b"),
        ]);

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        pipeline["stages"]!
            .AsArray()
            .Select(stage => (string)stage!["name"]!)
            .ShouldBe([
                "fetch",
                "participants",
                "leave_out",
                "mix",
                "waveform",
                "transcribe_tracks",
                "assemble",
                "topics",
                "title",
                "summaries",
                "action_items",
                "finalize",
                "consent_cleanup",
                "zulip",
                "publish",
            ]);
        var words = await WordsAsync(id);
        words
            .Select(word => ((int)word["speaker"]!, Bare(word)))
            .ShouldBe([(0, "alpha"), (1, "bravo"), (0, "charlie")]);
        ((double)words[1]["start"]!).ShouldBe(2.5, 0.15);
        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        read["missing_tracks"]!.AsArray().ShouldBeEmpty();
        ((double)read["duration"]!).ShouldBe(6000, 150);
        (await _server.QueryAsync(db => db.TranscribedSegments.CountAsync())).ShouldBe(0);
        (await _server.QueryAsync(db => db.TranscribedTracks.CountAsync())).ShouldBe(0);
        using var audio = await _server.Client.GetAsync($"/v1/transcripts/{id}/audio/mp3");
        (await audio.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(20_000);
        (await _server.GetAsync($"/v1/transcripts/{id}/audio/waveform"))["data"]!.AsArray().Count.ShouldBe(255);
        Directory.EnumerateFiles(Path.Combine(_server.DataFolder, "tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_are_told_as_they_come_with_their_speaker()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(3, new SpokenWord("alpha", 1, 1.4))),
            new(await recordings.TonesAsync(3, new SpokenWord("bravo", 1, 1.4))),
        ]);
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);

        await _server.ProcessAsync(id);
        await socket.WaitForStageAsync("publish", "done");

        socket
            .Seen.Where(frame => frame.Event == "TRANSCRIPT" && (string)frame.Data["text"]! != "")
            .Select(frame => (int)frame.Data["speaker"]!)
            .Order()
            .ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Tracks_that_are_bad_in_every_way_do_not_lose_the_good_one()
    {
        var good = await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4));
        var video = await recordings.MakeAsync(".webm", "-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=5");
        var id = await _server.WriteTracksAsync([
            new([], 0, "a", "Nothing"),
            new(await recordings.WebmAsync(new float[16000 * 2], [(0, 2)]), 0, "b", "Muted"),
            new(good, 0, "c", "Ada"),
            new(video, 0, "d", "Picture"),
            new(new byte[3000], 0, "e", "Corrupted"),
            new(good[..200], 0, "f", "Cut"),
            new(null, 0, "g", "Vanished"),
        ]);

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        ((string)pipeline.Stage("transcribe_tracks")["note"]!).ShouldContain("6 of 7 voices are missing");
        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["transcript"]!).ShouldBe("Ada: alpha,");
        var missing = read["missing_tracks"]!.AsArray();
        missing
            .Select(track => (string)track!["participant"]!)
            .ShouldBe(["Nothing", "Muted", "Picture", "Corrupted", "Cut", "Vanished"]);
        foreach (var track in missing)
        {
            ((string)track!["reason"]!).ShouldStartWith("The recording of this voice");
            ((string)track["reason"]!).ShouldEndWith(".");
        }
        ((string)missing[^1]!["reason"]!).ShouldContain("no longer in the storage");
    }

    [Fact]
    public async Task Processing_again_tries_only_what_is_missing()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)), 0, "a", "Ada"),
            new(null, 0, "b", "Bob"),
        ]);
        await _server.ProcessAsync(id);
        (await _server.GetAsync($"/v1/transcripts/{id}"))["missing_tracks"]!.AsArray().ShouldHaveSingleItem();
        var asked = _transcription.Requests.Count;
        await _server.PutTrackAsync(id, 1, await recordings.TonesAsync(4, new SpokenWord("bravo", 2, 2.4)));

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done");
        (_transcription.Requests.Count - asked).ShouldBe(1);
        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        read["missing_tracks"]!.AsArray().ShouldBeEmpty();
        ((string)read["transcript"]!).ShouldBe("Ada: alpha,\nBob: bravo,");
        (await _server.QueryAsync(db => db.TranscribedSegments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task When_no_track_can_be_used_it_says_so_and_goes_on_when_asked()
    {
        var id = await _server.WriteTracksAsync([new(null), new([])]);

        var failed = await _server.ProcessAsync(id);

        ((string)failed["state"]!).ShouldBe("failed");
        ((string)failed.Stage("mix")["error"]!).ShouldContain("None of the 2 voices of this recording can be used");

        await _server.PutTrackAsync(id, 0, await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)));
        var done = await _server.ProcessAsync(id);
        ((string)done["state"]!).ShouldBe("done");
        ((string)(await _server.GetAsync($"/v1/transcripts/{id}"))["transcript"]!).ShouldBe("Speaker 0: alpha,");
    }

    [Fact]
    public async Task A_participant_who_joins_hours_late_is_heard_then()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4))),
            new(await recordings.TonesAsync(4, new SpokenWord("bravo", 1, 1.4)), 2 * 3600),
        ]);

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        ((double)(await WordsAsync(id))[1]["start"]!).ShouldBe(7201, 0.2);
        ((double)(await _server.GetAsync($"/v1/transcripts/{id}"))["duration"]!).ShouldBe(7_204_000, 500);
    }

    [Fact]
    public async Task A_meeting_of_thirty_tracks_is_transcribed()
    {
        string[] names = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"];
        var tracks = new List<MadeTrack>();
        foreach (var (number, name) in Enumerable.Range(0, 30).Select(number => (number, names[number % 6])))
            tracks.Add(new(await recordings.TonesAsync(3, new SpokenWord(name, 1, 1.4)), number * 3));
        var id = await _server.WriteTracksAsync(tracks);

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        var words = await WordsAsync(id);
        words.Select(word => (int)word["speaker"]!).ShouldBe(Enumerable.Range(0, 30));
        words.Select(Bare).ShouldBe(Enumerable.Range(0, 30).Select(number => names[number % 6]));
        ((double)(await _server.GetAsync($"/v1/transcripts/{id}"))["duration"]!).ShouldBe(90_000, 300);
    }

    [Fact]
    public async Task A_track_that_was_left_out_is_not_read_any_more()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)), 0, "a", "Ada"),
            new(await recordings.TonesAsync(9, new SpokenWord("bravo", 8, 8.4)), 0, "b", "Bob"),
        ]);
        await _server.QueryAsync(db =>
            db.RecordingTracks.Where(track => track.RecordingId == id && track.Position == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(track => track.RemovedAt, TimeProvider.System.GetUtcNow()))
        );

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["transcript"]!).ShouldBe("Ada: alpha,");
        ((double)read["duration"]!).ShouldBe(4000, 150);
        read["missing_tracks"]!.AsArray().ShouldBeEmpty();
        _transcription.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_recogniser_that_refuses_one_voice_again_and_again_does_not_lose_the_others()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)), 0, "a", "Ada"),
            new(await recordings.TonesAsync(4, new SpokenWord("bravo", 1, 1.4)), 0, "b", "Bob"),
        ]);
        // In the first attempt both, then, one at a time, the first of them.
        _transcription.RefuseNext(Enumerable.Repeat(new TranscriptionRefusal(422, "not this"), 3));

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        ((int)pipeline.Stage("transcribe_tracks")["attempts"]!).ShouldBe(3);
        var words = await WordsAsync(id);
        words.Select(Bare).Order().ShouldBe(["alpha", "bravo"]);
        (await _server.GetAsync($"/v1/transcripts/{id}"))["missing_tracks"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_voice_that_fails_three_times_is_told_as_missing()
    {
        var id = await _server.WriteTracksAsync([
            new(await recordings.TonesAsync(4, new SpokenWord("alpha", 1, 1.4)), 0, "a", "Ada"),
        ]);
        _transcription.RefuseNext(Enumerable.Repeat(new TranscriptionRefusal(422, "not this"), 3));

        var failed = await _server.ProcessAsync(id);

        ((string)failed["state"]!).ShouldBe("failed");
        ((string)failed.Stage("transcribe_tracks")["error"]!).ShouldContain("None of the 1 voices");
        ((string)(await _server.ProcessAsync(id))["state"]!).ShouldBe("done");
    }

    [Fact]
    public async Task Names_that_a_person_gave_stay_and_others_follow_what_is_known()
    {
        var tones = await recordings.TonesAsync(3, new SpokenWord("alpha", 1, 1.4));
        var id = await _server.WriteTracksAsync([new(tones, 0, "a"), new(tones, 0, "b"), new(tones, 0, "b")]);
        await _server.ProcessAsync(id);
        var before = (await _server.GetAsync($"/v1/transcripts/{id}"))["participants"]!.AsArray();
        before.Select(person => (string)person!["name"]!).ShouldBe(["Speaker 0", "Speaker 1", "Speaker 2"]);
        before.Select(person => (string)person!["id"]!).ShouldBe(["a", "b", "b-2"]);
        using (
            var change = await _server.Client.PatchAsJsonAsync(
                $"/v1/transcripts/{id}",
                new
                {
                    participants = new object[]
                    {
                        new
                        {
                            id = "a",
                            speaker = 0,
                            name = "Ada",
                        },
                        new
                        {
                            id = "b",
                            speaker = 1,
                            name = "Speaker 1",
                        },
                        new { id = "guest", name = "A guest" },
                    },
                }
            )
        )
            await change.OkAsync();
        await _server.QueryAsync(db =>
            db.RecordingTracks.Where(track => track.RecordingId == id && track.Position == 2)
                .ExecuteUpdateAsync(set => set.SetProperty(track => track.ParticipantName, "Bob"))
        );

        await _server.ProcessAsync(id);

        var after = (await _server.GetAsync($"/v1/transcripts/{id}"))["participants"]!.AsArray();
        after
            .Select(person => ((string)person!["name"]!, (int?)person["speaker"]))
            .ShouldBe([("Ada", 0), ("Speaker 1", 1), ("Bob", 2), ("A guest", null)]);
    }

    [Fact]
    public async Task A_recording_without_voices_says_so()
    {
        var tones = await recordings.TonesAsync(3);
        var id = await _server.WriteTracksAsync([new(tones, Kind: TrackKind.ScreenAudio)]);

        var pipeline = await _server.ProcessAsync(id);

        ((string)pipeline.Stage("participants")["error"]!).ShouldContain("no voice");
    }

    private async Task<List<JsonNode>> WordsAsync(string id) =>
        [
            .. (await _server.GetAsync($"/v1/transcripts/{id}/topics/with-words"))
                .AsArray()
                .SelectMany(topic => topic!["words"]!.AsArray())
                .Select(word => word!),
        ];

    private static string Bare(JsonNode word) => ((string)word["text"]!).TrimEnd(',');
}
