using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries;

/// <summary>Where something was said. It holds times rather than positions, so that it outlives corrections of the words.</summary>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
/// <param name="Quote">The words that were said there when it was found.</param>
internal sealed record SourceMoment(double Start, double End, string Quote)
{
    private const int LongestQuote = 400;

    /// <param name="words">Of the transcript.</param>
    /// <param name="first">Index of the first word.</param>
    /// <param name="end">Index after the last word.</param>
    public static SourceMoment Of(IReadOnlyList<Word> words, int first, int end)
    {
        var said = words.Take(first..end).ToList();
        var quote = string.Join(' ', said.Select(word => word.Text.Trim()));
        return new(said[0].Start, said.Max(word => word.End), Shortened(quote));
    }

    private static string Shortened(string quote)
    {
        if (quote.Length <= LongestQuote)
            return quote;
        var space = quote.LastIndexOf(' ', LongestQuote - 1);
        return string.Concat(quote.AsSpan(0, space > 0 ? space : LongestQuote - 1), "…");
    }
}

/// <summary>A piece of a summary with the moments that it was taken from.</summary>
/// <param name="Text">The piece as it reads in the summary, without Markdown.</param>
/// <param name="Moments">None when no source was found.</param>
internal sealed record SummarySource(string Text, IReadOnlyList<SourceMoment> Moments);
