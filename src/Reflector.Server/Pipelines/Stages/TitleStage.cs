using Reflector.Server.Summaries;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Writes the title.</summary>
internal sealed class TitleStage(ISummarizer summarizer) : IStage
{
    public string Name => StageNames.Title;

    public TimeSpan TimeLimit(TimeSpan recording) => SummaryTime.For(recording);

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var (topics, _) = await SummaryInput.ReadAsync(context, cancellationToken);
        if (topics.Count == 0)
            return StageOutcome.Skip("There is no speech to name.");
        return new StageOutcome
        {
            Result = new TitleResult(await summarizer.WriteTitleAsync(topics, cancellationToken)),
        };
    }
}

internal sealed record TitleResult(string Title);

/// <summary>What titles, summaries and action items are made from.</summary>
internal sealed record SummaryInput(IReadOnlyList<TopicDraft> Topics, IReadOnlyList<string> Participants)
{
    public static async Task<SummaryInput> ReadAsync(StageContext context, CancellationToken cancellationToken)
    {
        var result = await context.ResultAsync<TopicsResult>(StageNames.Topics, cancellationToken);
        return new(result.Topics, [.. context.Transcript.Participants.Select(participant => participant.Name)]);
    }
}
