namespace Reflector.Server.Summaries.Llm;

/// <summary>Action items as the model gave them, brought within bounds and freed of doubles.</summary>
internal static class FoundItems
{
    /// <param name="answer">Of the model.</param>
    /// <param name="quotes">Finds what it quotes.</param>
    public static ActionItems Accept(ActionItemsAnswer answer, QuoteFinder quotes)
    {
        if (answer.Decisions is null || answer.NextSteps is null)
        {
            throw new AnswerException("`decisions` and `next_steps` are lists; empty ones where there is nothing.");
        }

        return new ActionItems(
            [.. answer.Decisions.Select(item => Decision(item, quotes)).OfType<Decision>().Take(AnswerBounds.Items)],
            [.. answer.NextSteps.Select(item => NextStep(item, quotes)).OfType<NextStep>().Take(AnswerBounds.Items)]
        );
    }

    public static ActionItems Join(IReadOnlyList<ActionItems> parts) =>
        new(
            [
                .. parts
                    .SelectMany(part => part.Decisions)
                    .DistinctBy(decision => decision.DecisionText, StringComparer.OrdinalIgnoreCase)
                    .Take(AnswerBounds.Items),
            ],
            [
                .. parts
                    .SelectMany(part => part.NextSteps)
                    .DistinctBy(step => step.Task, StringComparer.OrdinalIgnoreCase)
                    .Take(AnswerBounds.Items),
            ]
        );

    private static Decision? Decision(DecisionAnswer? answer, QuoteFinder quotes) =>
        AnswerBounds.LineOrNull(answer?.Decision, AnswerBounds.Sentence) is { } decision
            ? new Decision(
                decision,
                AnswerBounds.LineOrNull(answer?.Rationale, AnswerBounds.Sentence),
                AnswerBounds.LineOrNull(answer?.DecidedBy, AnswerBounds.Name),
                null,
                quotes.Find(answer?.Quotes, AnswerBounds.Moments)
            )
            : null;

    private static NextStep? NextStep(NextStepAnswer? answer, QuoteFinder quotes) =>
        AnswerBounds.LineOrNull(answer?.Task, AnswerBounds.Sentence) is { } task
            ? new NextStep(
                task,
                AnswerBounds.LineOrNull(answer?.AssignedTo, AnswerBounds.Name),
                null,
                AnswerBounds.LineOrNull(answer?.Deadline, AnswerBounds.Name),
                AnswerBounds.LineOrNull(answer?.Context, AnswerBounds.Sentence),
                quotes.Find(answer?.Quotes, AnswerBounds.Moments)
            )
            : null;
}
