using Reflector.Server.Http;
using Reflector.Server.Search;

namespace Reflector.Server.Asking;

/// <param name="Question">In plain words, at most 1000 characters.</param>
/// <param name="History">What was asked and answered before, the latest last; nothing of it is stored.</param>
internal sealed record AskQuestion(string Question, IReadOnlyList<AskTurn>? History = null)
{
    public const int LongestQuestion = 1_000;
    private const int LongestAnswer = 8_000;
    private const int MostTurns = 6;

    /// <exception cref="ApiValidationException">It cannot be answered as it is.</exception>
    public void Check()
    {
        TextRules.Check("question", Question, LongestQuestion);
        if (string.IsNullOrWhiteSpace(Question))
            throw new ApiValidationException("value_error", ["body", "question"], "Ask something");
        if (History?.Count > MostTurns)
            throw new ApiValidationException(
                "too_long",
                ["body", "history"],
                $"List should have at most {MostTurns} items"
            );
        foreach (var turn in History ?? [])
        {
            if (turn is null)
                throw new ApiValidationException("value_error", ["body", "history"], "A turn should not be null");
            TextRules.Check("history", turn.Question, LongestQuestion);
            TextRules.Check("history", turn.Answer, LongestAnswer);
        }
    }
}

internal sealed record AskTurn(string Question, string Answer);

/// <summary>One event of the answer's stream. Exactly one of the three is there.</summary>
/// <param name="Text">Event <c>text</c>: what follows of the answer; numbers in brackets name its moments.</param>
/// <param name="Answer">Event <c>answer</c>: the whole, at the end.</param>
/// <param name="Error">Event <c>error</c>: why there is no answer, as a sentence; nothing follows.</param>
internal sealed record AskFrame(string? Text = null, AskAnswer? Answer = null, string? Error = null)
{
    public string Event =>
        Text is not null ? "text"
        : Answer is not null ? "answer"
        : "error";
}

/// <param name="Text">Null when no language model answers, or when the meetings do not tell.</param>
/// <param name="Found">Whether there is an answer, or without a language model anything to read.</param>
/// <param name="GeneratedBy"><c>llm:MODEL</c>, or <c>search</c>.</param>
/// <param name="Moments">Those that the answer cites; without an answer the best ones that were found.</param>
internal sealed record AskAnswer(string? Text, bool Found, string GeneratedBy, IReadOnlyList<AskMoment> Moments);

/// <param name="Number">As the answer cites it.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
internal sealed record AskMoment(
    int Number,
    string TranscriptId,
    string Title,
    double Start,
    double End,
    string SpeakerName,
    string Quote
)
{
    public static AskMoment Of(Passage passage, int index) =>
        new(
            index + 1,
            passage.TranscriptId,
            passage.Title,
            passage.Start,
            passage.End,
            passage.SpeakerName,
            passage.Text
        );
}
