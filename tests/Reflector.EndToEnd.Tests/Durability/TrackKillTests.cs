using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class TrackKillTests(MadeSpeech speech)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_server_killed_between_two_voices_goes_on_with_the_second()
    {
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        await using var data = new DataFolder();
        var gate = new TaskCompletionSource();
        string[] voices;
        await using (var server = await ServerProcess.StartAsync(data, settings: settings))
        {
            voices =
            [
                await server.Client.UploadAsync(speech.Tones[0]),
                await server.Client.UploadAsync(speech.Tones[1]),
            ];
            foreach (var voice in voices)
                await server.Client.EndedAsync(voice, Patience);
            await PutAsync(data, "killed", voices);
            var asked = recognition.Requests.Count;
            // The first voice is answered, the second one not before the server is dead.
            var first = 0;
            recognition.Before = () => Interlocked.Increment(ref first) == 1 ? Task.CompletedTask : gate.Task;
            await server.Client.ProcessAsync("killed");
            await Eventually.TrueAsync(
                async () => recognition.Requests.Count == asked + 2 && await FinishedAsync(data) == 1,
                Patience,
                "one voice is transcribed and the other being listened to"
            );
            await server.KillAsync();
        }
        gate.SetResult();
        recognition.Before = null;
        var before = recognition.Requests.Count;

        await using var again = await ServerProcess.StartAsync(data, settings: settings);
        await again.Client.EndedAsync("killed", Patience);

        (recognition.Requests.Count - before).ShouldBe(1);
        (await again.Client.StageAsync("killed", "transcribe_tracks")).Attempts.ShouldBe(2);
        await PutAsync(data, "undisturbed", voices);
        await again.Client.ProcessAsync("undisturbed");
        await again.Client.EndedAsync("undisturbed", Patience);
        (await again.Client.ResultAsync("killed")).ShouldBe(await again.Client.ResultAsync("undisturbed"));
        (await again.Client.TextAsync("killed")).ShouldContain("Speaker 1: ");
        (await again.Client.LogAsync("killed")).Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
        data.Files("tmp").ShouldBeEmpty();
    }

    /// <summary>A recording whose tracks are what was uploaded before.</summary>
    private static async Task PutAsync(DataFolder data, string id, string[] voices)
    {
        await data.ExecuteAsync(
            $"""
            INSERT INTO recording (id, kind, object_key, file_name, size_bytes, recorded_at, created_at)
                VALUES ('{id}', 'tracks', 'tracks/{id}/', 'meeting', 1, now(), now());
            INSERT INTO recording_track (recording_id, position, object_key, kind, offset_seconds, size_bytes)
                SELECT '{id}', (row_number() OVER (ORDER BY transcript.id)) - 1, object_key, 'cam-audio', 0, 1
                FROM transcript JOIN recording ON recording.id = transcript.recording_id
                WHERE transcript.id IN ('{voices[0]}', '{voices[1]}');
            INSERT INTO transcript (id, user_id, name, status, source_kind, recording_id, created_at)
                SELECT '{id}', user_id, 'Two people', 'uploaded', 'room', '{id}', now()
                FROM transcript WHERE id = '{voices[0]}';
            """
        );
    }

    private static Task<long> FinishedAsync(DataFolder data) =>
        data.QueryAsync<long>("SELECT count(*) FROM transcribed_track WHERE finished_at IS NOT NULL");
}
