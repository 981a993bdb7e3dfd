using Reflector.Server.Summaries;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Finds decisions and what people said they would do.</summary>
internal sealed class ActionItemsStage(ISummarizer summarizer) : IStage
{
    public string Name => StageNames.ActionItems;

    public TimeSpan TimeLimit(TimeSpan recording) => SummaryTime.For(recording);

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var (topics, participants) = await SummaryInput.ReadAsync(context, cancellationToken);
        if (topics.Count == 0)
            return StageOutcome.Skip("There is no speech to find action items in.");
        return new StageOutcome
        {
            Result = await summarizer.FindActionItemsAsync(topics, participants, cancellationToken),
        };
    }
}
