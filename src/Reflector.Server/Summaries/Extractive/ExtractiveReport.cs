using System.Text;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>A summary in Markdown under construction, with the moment of each of its sentences.</summary>
internal sealed class ExtractiveReport(SpokenText text)
{
    private readonly StringBuilder _markdown = new();
    private readonly List<SummarySource> _sources = [];
    private readonly List<RankedSentence> _told = [];

    public string Markdown => _markdown.ToString().TrimEnd('\n');

    public IReadOnlyList<SummarySource> Sources => _sources;

    /// <summary>Sentences that say something which is not in the summary yet.</summary>
    public IEnumerable<RankedSentence> Untold(IEnumerable<RankedSentence> ranked) =>
        ranked.Where(sentence => _told.TrueForAll(other => !SentenceRanker.SaysTheSame(sentence, other)));

    public void AddHeading(string title) =>
        _markdown.Append(_markdown.Length > 0 ? "\n" : "").Append($"**{Summaries.Markdown.Escape(title)}**\n\n");

    public void AddSentence(RankedSentence sentence)
    {
        _told.Add(sentence);
        AddPoint(Closed(sentence.Text), [text.MomentOf(sentence.Order)]);
    }

    public void AddPoint(string point, IReadOnlyList<SourceMoment> moments)
    {
        _markdown.Append($"- {Summaries.Markdown.Escape(point)}\n");
        _sources.Add(new(point, moments));
    }

    /// <summary>A sentence cut off by the recording still ends in a full stop.</summary>
    public static string Closed(string sentence) =>
        sentence.Length == 0 || char.IsPunctuation(sentence[^1]) ? sentence : sentence + ".";
}
