using Reflector.Server.Deletions;
using Reflector.Server.Pipelines;
using Reflector.Server.Tests.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>What a stage left that was killed at a bad moment.</summary>
public sealed class OrphanTests(PostgresFixture postgres) : IAsyncLifetime
{
    private DeletionServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await DeletionServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Objects_whose_transcript_does_not_exist_are_found_and_deleted_when_they_are_a_day_old()
    {
        var kept = await _server.TranscriptAsync(meeting: null);
        var lost = Guid.CreateVersion7().ToString();
        foreach (var key in new[] { $"transcripts/{lost}/audio.mp3", $"uploads/{lost}/000000", "elsewhere/file" })
            await _server.PutAsync(key);

        await SweepAsync();
        (await _server.LedgerAsync()).ShouldBeEmpty();
        _server.Clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldAllBe(key => key.Contains(kept) || key == "elsewhere/file");
        (await _server.LedgerAsync()).ShouldAllBe(row =>
            row.Reason == DeletionReason.Orphan && row.TranscriptId == lost && row.ProvenGoneAt != null
        );
    }

    [Fact]
    public async Task Working_files_of_runs_that_do_not_run_any_more_are_cleared_away()
    {
        var going = await RunAsync(RunState.Running);
        var ended = await RunAsync(RunState.Failed);
        var tmp = Directory.CreateDirectory(Path.Combine(_server.Server.DataFolder, "tmp")).FullName;
        foreach (var name in new[] { $"{going}.mp3", $"{ended}.mp3", $"{Guid.CreateVersion7()}.mp3", "unknown" })
            await File.WriteAllTextAsync(Path.Combine(tmp, name), "x");
        Directory.CreateDirectory(Path.Combine(tmp, $"{ended}-tracks", "1"));

        using var leftovers = _server.Job<LocalLeftovers>();
        await leftovers.ClearAsync(CancellationToken.None);

        new DirectoryInfo(tmp)
            .GetFileSystemInfos()
            .Select(entry => entry.Name)
            .ShouldBe([$"{going}.mp3", "unknown"], ignoreOrder: true);
    }

    private Task SweepAsync() => _server.Job<OrphanSweep>().RunAsync(CancellationToken.None);

    private async Task<string> RunAsync(RunState state)
    {
        var transcript = await _server.TranscriptAsync(meeting: null, TranscriptStatus.Processing);
        var run = new PipelineRun
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcript,
            Shape = PipelineShapes.File,
            State = state,
            CreatedAt = _server.Clock.GetUtcNow(),
        };
        await _server.AddAsync(run);
        return run.Id;
    }
}
