using Reflector.Server.Summaries;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Writes the short and the long summary, as the meeting's room wishes them.</summary>
internal sealed class SummariesStage(ISummarizer summarizer) : IStage
{
    public string Name => StageNames.Summaries;

    public TimeSpan TimeLimit(TimeSpan recording) => SummaryTime.For(recording);

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var (topics, participants) = await SummaryInput.ReadAsync(context, cancellationToken);
        if (topics.Count == 0)
            return StageOutcome.Skip("There is no speech to summarise.");
        var style = await RoomSummaries.StyleAsync(context, cancellationToken);
        await using var progress = new StageProgress(context, 1, cancellationToken);
        return new StageOutcome
        {
            Result = await summarizer.SummarizeAsync(topics, participants, style, progress, cancellationToken),
        };
    }
}
