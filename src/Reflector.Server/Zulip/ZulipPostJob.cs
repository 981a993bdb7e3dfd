using Quartz;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Zulip;

/// <summary>Posts one transcript. When Zulip is down it is tried again for about a day, in growing steps.</summary>
[RetryPolicy(MaxRetries, "00:00:10", 3.0, Jitter = 0.2)]
internal sealed class ZulipPostJob(ZulipPosting posting, ILogger<ZulipPostJob> logger) : IJob
{
    public const string Group = "zulip";

    private const string TranscriptKey = "transcript";
    private const int MaxRetries = 9;

    public static JobKey Key(string transcriptId) => new(transcriptId, Group);

    public static IJobDetail Of(string transcriptId) =>
        JobBuilder
            .Create()
            .OfType<ZulipPostJob>()
            .WithIdentity(Key(transcriptId))
            .UsingJobData(TranscriptKey, transcriptId)
            .RequestRecovery()
            .Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var transcriptId = context.MergedJobDataMap.GetString(TranscriptKey)!;
        try
        {
            await posting.DeliverAsync(
                transcriptId,
                isLastAttempt: context.RetryAttempt >= MaxRetries,
                cancellationToken
            );
        }
        catch (VideoPlatformException exception) when (!exception.IsTemporary)
        {
            logger.LogWarning(exception, "Transcript {Transcript} was not posted to Zulip", transcriptId);
        }
    }
}
