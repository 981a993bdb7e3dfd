using Reflector.Server.Summaries;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Cuts the text into topics.</summary>
internal sealed class TopicsStage(ISummarizer summarizer) : IStage
{
    public string Name => StageNames.Topics;

    public TimeSpan TimeLimit(TimeSpan recording) => SummaryTime.For(recording);

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var text = await context.ResultAsync<AssembleResult>(StageNames.Assemble, cancellationToken);
        if (text.Words.Count == 0)
            return StageOutcome.Skip("There is no speech to find topics in.") with { Result = new TopicsResult([]) };
        await using var progress = new StageProgress(context, 1, cancellationToken);
        var topics = await summarizer.DetectTopicsAsync(text.Words, progress, cancellationToken);
        return new StageOutcome { Result = new TopicsResult(topics) };
    }
}

internal sealed record TopicsResult(IReadOnlyList<TopicDraft> Topics);

/// <summary>How long a language model may take for one stage.</summary>
internal static class SummaryTime
{
    public static TimeSpan For(TimeSpan recording) => TimeSpan.FromMinutes(30) + recording;
}
