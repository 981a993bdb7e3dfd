using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Pipelines;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

public sealed class StageTimeLimitTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task A_stage_that_takes_longer_than_it_may_fails_with_a_sentence_and_goes_on_when_asked()
    {
        var stuck = new StuckStage();
        await using var server = await TestServer.StartAsync(
            postgres,
            configure: builder =>
            {
                builder.Services.Remove(
                    builder.Services.Single(service =>
                        service.ServiceType == typeof(IStage) && service.ImplementationType?.Name == "TranscribeStage"
                    )
                );
                builder.Services.AddSingleton<IStage>(stuck);
            }
        );
        var id = await server.CreateTranscriptAsync();
        using (var upload = await server.UploadAsync(id, recordings.Tones))
            await upload.OkAsync();

        var failed = await server.RunEndedAsync(id);
        ((string)failed.Stage("transcribe")["state"]!).ShouldBe("failed");
        ((string)failed.Stage("transcribe")["error"]!).ShouldContain("took longer than it may");
        stuck.WasCancelled.ShouldBeTrue();

        stuck.Limit = TimeSpan.FromMinutes(5);
        await using var socket = await EventSocket.OpenAsync(server, id);
        using (var process = await server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
            await process.OkAsync();
        await socket.WaitForStageAsync("publish", "done");
    }

    /// <summary>Works for ever as long as its limit is short.</summary>
    private sealed class StuckStage : IStage
    {
        public string Name => "transcribe";

        public TimeSpan Limit { get; set; } = TimeSpan.FromMilliseconds(300);

        public bool WasCancelled { get; private set; }

        public TimeSpan TimeLimit(TimeSpan recording) => Limit;

        public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
        {
            if (Limit > TimeSpan.FromMinutes(1))
                return StageOutcome.Done;
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }
            return StageOutcome.Done;
        }
    }
}
