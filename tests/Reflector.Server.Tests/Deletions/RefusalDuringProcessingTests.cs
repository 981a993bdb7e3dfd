using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes;
using Reflector.Server.Hosting;
using Reflector.Server.Pipelines;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Deletions;

/// <summary>Consent is flipped while the real pipeline runs, at every stage of it.</summary>
public sealed class RefusalDuringProcessingTests(PostgresFixture postgres, MadeRecordings recordings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string[] BeforeItIsMade = [StageNames.Fetch, StageNames.Transcribe, StageNames.Finalize];

    [Fact]
    public async Task Whenever_somebody_refuses_the_transcript_is_made_and_the_audio_is_deleted()
    {
        await using var flipped = await FlippedAsync(after: false);
        foreach (var (stage, (meeting, id)) in flipped.Runs)
        {
            var shown = await flipped.Server.ReadAsync($"/v1/transcripts/{id}");
            ((string)shown["transcript"]!).ShouldContain("alpha", customMessage: stage);
            await Eventually.TrueAsync(
                async () => (await flipped.Server.StoredAsync(id)).AudioDeleted == true,
                Patience,
                $"the audio is deleted after a refusal before {stage} of {meeting}"
            );
            (await flipped.Server.KeysAsync($"transcripts/{id}/")).ShouldBeEmpty(stage);
            (await flipped.Server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404, stage);
            (await flipped.Server.StatusAsync($"/v1/transcripts/{id}/audio/waveform")).ShouldBe(200, stage);
        }
        (await flipped.Server.LedgerAsync()).ShouldAllBe(row => row.ProvenGoneAt != null);
    }

    [Fact]
    public async Task Whoever_agrees_again_before_the_transcript_is_made_keeps_the_audio()
    {
        await using var flipped = await FlippedAsync(after: true);
        foreach (var (stage, (_, id)) in flipped.Runs)
        {
            (await flipped.Server.KeysAsync($"transcripts/{id}/")).Count.ShouldBe(2, stage);
            (await flipped.Server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(200, stage);
        }
        (await flipped.Server.LedgerAsync()).ShouldBeEmpty();
    }

    /// <summary>A meeting for each stage; before that stage of it somebody who agreed refuses, and may agree again.</summary>
    private async Task<Flipped> FlippedAsync(bool after)
    {
        var flips = new Flips();
        var server = await DeletionServer.StartAsync(postgres, ServerRoles.All, configure: flips.Watch);
        flips.FlipAsync = async meeting =>
        {
            await server.AnswerAsync(meeting, false);
            if (after)
                await server.AnswerAsync(meeting, true);
        };
        var runs = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var owner = server.Server.ClientOf("owner");
        foreach (var stage in after ? BeforeItIsMade : PipelineShapes.Stages(PipelineShapes.File))
        {
            var meeting = await server.MeetingAsync();
            await server.AnswerAsync(meeting, true);
            var id = await server.Server.CreateTranscriptAsync(client: owner);
            await server.Server.QueryAsync(db =>
                db.Database.ExecuteSqlAsync($"UPDATE transcript SET meeting_id = {meeting} WHERE id = {id}")
            );
            flips.Stages[id] = (stage, meeting);
            using (var upload = await server.Server.UploadAsync(id, recordings.Tones, client: owner))
                await upload.OkAsync();
            runs[stage] = (meeting, id);
        }
        foreach (var (_, id) in runs.Values)
            await server.Server.RunEndedAsync(id, client: owner);
        return new(server, runs);
    }

    private sealed record Flipped(DeletionServer Server, Dictionary<string, (string Meeting, string Id)> Runs)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    /// <summary>Stands before every stage.</summary>
    private sealed class Flips
    {
        public Dictionary<string, (string Stage, string Meeting)> Stages { get; } = new(StringComparer.Ordinal);

        public Func<string, Task> FlipAsync { get; set; } = _ => Task.CompletedTask;

        public void Watch(WebApplicationBuilder builder)
        {
            var stages = builder.Services.Where(service => service.ServiceType == typeof(IStage)).ToList();
            foreach (var stage in stages)
            {
                builder.Services.Remove(stage);
                builder.Services.AddSingleton<IStage>(services => new Watched(
                    (IStage)ActivatorUtilities.CreateInstance(services, stage.ImplementationType!),
                    this
                ));
            }
        }
    }

    private sealed class Watched(IStage stage, Flips flips) : IStage
    {
        public string Name => stage.Name;

        public bool Heavy => stage.Heavy;

        public TimeSpan TimeLimit(TimeSpan recording) => stage.TimeLimit(recording);

        public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
        {
            if (flips.Stages.TryGetValue(context.Transcript.Id, out var flip) && flip.Stage == Name)
                await flips.FlipAsync(flip.Meeting);
            return await stage.RunAsync(context, cancellationToken);
        }
    }
}
