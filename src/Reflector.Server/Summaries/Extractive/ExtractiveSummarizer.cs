using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Topics, titles, summaries and action items out of the words themselves, without a language model.</summary>
internal sealed class ExtractiveSummarizer : ISummarizer
{
    private const int SentencesPerTopic = 2;
    private const int LongestShortSummary = 3;

    /// <summary>A second topic enters the title when it has at least this share of the first one's words.</summary>
    private const double CompanionShare = 0.55;

    /// <summary>What a meeting opens with is more often what it was called for.</summary>
    private const double OpeningBonus = 1.3;

    private const int LongestTitle = 70;
    private const string Joint = " and ";

    public string Name => "extractive";

    public Task<IReadOnlyList<TopicDraft>> DetectTopicsAsync(
        IReadOnlyList<Word> words,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = SpokenText.Read(words);
        var starts = TopicSegmenter.FindStarts(text);
        progress?.Report(0.5);
        cancellationToken.ThrowIfCancellationRequested();
        var ranges = starts
            .Select((start, at) => (start, at + 1 < starts.Count ? starts[at + 1] : words.Count))
            .ToList();
        var titles = TopicTitles.For(text, Names.In(text, []), ranges);
        var topics = ranges.Select((range, at) => Draft(text, range, titles[at])).ToList();
        progress?.Report(1);
        return Task.FromResult<IReadOnlyList<TopicDraft>>(topics);
    }

    public Task<string> WriteTitleAsync(IReadOnlyList<TopicDraft> topics, CancellationToken cancellationToken)
    {
        var largest = topics
            .Select((topic, at) => (topic.Title, Weight: topic.Words.Count * (at == 0 ? OpeningBonus : 1), At: at))
            .Where(topic => topic.Title.Length > 0)
            .OrderByDescending(topic => topic.Weight)
            .ToList();
        if (largest.Count == 0)
        {
            return Task.FromResult("");
        }

        var first = largest[0];
        var second = largest.Find(topic =>
            topic.At != first.At
            && topic.Weight >= CompanionShare * first.Weight
            && topic.Title.Length + first.Title.Length + 5 <= LongestTitle
            && !topic.Title.Contains(Joint, StringComparison.Ordinal)
        );
        if (second.Title is null || first.Title.Contains(Joint, StringComparison.Ordinal))
        {
            return Task.FromResult(first.Title);
        }

        var (one, other) = first.At < second.At ? (first, second) : (second, first);
        return Task.FromResult($"{one.Title}{Joint}{other.Title}");
    }

    public Task<SummaryDraft> SummarizeAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        SummaryStyle style,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (text, ranges) = Join(topics);
        var ranked = ranges.Select(range => SentenceRanker.Rank(text, range)).ToList();
        progress?.Report(0.5);
        var material = new ReportMaterial(text, topics, ranked, Names.In(text, participants));
        var report = ReportLayouts.Write(style.Template, material);
        var lead = Short(ranked, ranges);
        return Task.FromResult(
            new SummaryDraft(
                Told(lead),
                report.Markdown,
                [
                    .. lead.Select(sentence => new SummarySource(
                            ExtractiveReport.Closed(sentence.Text),
                            [text.MomentOf(sentence.Order)]
                        ))
                        .Concat(report.Sources)
                        .DistinctBy(source => source.Text),
                ]
            )
        );
    }

    public Task<ActionItems> FindActionItemsAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (text, _) = Join(topics);
        var names = Names.In(text, participants);
        return Task.FromResult(new ActionItems(DecisionFinder.Find(text), CommitmentFinder.Find(text, names)));
    }

    private static (SpokenText Text, List<(int First, int End)> Ranges) Join(IReadOnlyList<TopicDraft> topics)
    {
        var words = topics.SelectMany(topic => topic.Words).ToList();
        var ranges = new List<(int, int)>(topics.Count);
        var first = 0;
        foreach (var topic in topics)
        {
            ranges.Add((first, first + topic.Words.Count));
            first += topic.Words.Count;
        }

        return (SpokenText.Read(words), ranges);
    }

    private static TopicDraft Draft(SpokenText text, (int First, int End) range, string title)
    {
        var ranked = SentenceRanker.Rank(text, range);
        var picked = SentenceRanker.Pick(ranked, ReportLayouts.Bounded(range.End - range.First, SentencesPerTopic));
        return new(
            title,
            Told(picked),
            [.. text.Words.Take(range.First..range.End)],
            [.. picked.Select(sentence => text.MomentOf(sentence.Order))]
        );
    }

    /// <summary>The best sentence of each of the largest topics; of the only topic, its best.</summary>
    private static List<RankedSentence> Short(List<List<RankedSentence>> ranked, List<(int First, int End)> ranges)
    {
        var count = ReportLayouts.Bounded(ranges.Count == 0 ? 0 : ranges[^1].End, LongestShortSummary);
        var largest = ranges
            .Select((range, at) => (Length: range.End - range.First, at))
            .OrderByDescending(topic => topic.Length)
            .Take(LongestShortSummary)
            .ToList();
        var perTopic = largest.Count == 0 ? 0 : (count + largest.Count - 1) / largest.Count;
        var candidates = largest.SelectMany(topic => SentenceRanker.Pick(ranked[topic.at], perTopic));
        return SentenceRanker.Pick(candidates, count);
    }

    private static string Told(List<RankedSentence> picked) =>
        string.Join(' ', picked.Select(sentence => ExtractiveReport.Closed(sentence.Text)));
}
