using System.Text.Json;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class DeletionKillTests(MadeSpeech speech)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_server_killed_between_a_deletion_and_its_entry_proves_it_when_it_is_back()
    {
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        await using var data = new DataFolder();
        string id;
        string[] audio;
        int objects;
        await using (var server = await ServerProcess.StartAsync(data, settings: settings))
        {
            id = await server.Client.UploadAsync(speech.Tones[0]);
            await server.Client.EndedAsync(id, Patience);
            audio = Audio(data);
            audio.ShouldNotBeEmpty();
            var brake = new StageBrake(data.ConnectionString);
            await brake.InstallAsync();
            await brake.HoldAsync(id, StageBrake.Deletions);

            await server.Client.DeleteAudioAsync(id);
            await Eventually.TrueAsync(() => !audio.Any(File.Exists), Patience, "the audio is gone");
            objects = (await LedgerAsync(server.Client, id)).Count;
            await Eventually.TrueAsync(async () => await brake.HeldAsync() == objects, Patience, "entries are held");
            // Gone, and not yet said to be.
            (await IsDeletedAsync(server.Client, id)).ShouldBeFalse();
            await server.KillAsync();
            await brake.EndHeldAsync();
        }

        await using var again = await ServerProcess.StartAsync(data, settings: settings);
        (await LedgerAsync(again.Client, id)).ShouldAllBe(deletion => !IsProven(deletion));
        // Ten minutes later, when another worker may take it over.
        (await data.ExecuteAsync("UPDATE deletion SET next_attempt_at = now()")).ShouldBe(objects);
        await Eventually.TrueAsync(() => IsDeletedAsync(again.Client, id), Patience, "the deletion is proven");

        var ledger = await LedgerAsync(again.Client, id);
        ledger.Count.ShouldBe(objects);
        ledger.ShouldAllBe(deletion => IsProven(deletion) && deletion.GetProperty("attempts").GetInt32() == 2);
        Audio(data).ShouldBeEmpty();
    }

    private static string[] Audio(DataFolder data) =>
        [.. data.Files("storage").Where(file => !file.Contains("/incoming/", StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<JsonElement>> LedgerAsync(ReflectorClient client, string id) =>
        [.. (await client.GetAsync($"/v1/transcripts/{id}/deletions")).GetProperty("items").EnumerateArray()];

    private static async Task<bool> IsDeletedAsync(ReflectorClient client, string id) =>
        (await client.GetAsync($"/v1/transcripts/{id}")).GetProperty("audio_deleted").ValueKind == JsonValueKind.True;

    private static bool IsProven(JsonElement deletion) =>
        deletion.GetProperty("proven_gone_at").ValueKind != JsonValueKind.Null;
}
