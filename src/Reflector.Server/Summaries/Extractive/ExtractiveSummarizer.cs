using System.Text;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Topics, titles, summaries and action items out of the words themselves, without a language model.</summary>
internal sealed class ExtractiveSummarizer : ISummarizer
{
    private const int SentencesPerTopic = 2;
    private const int BulletsPerTopic = 4;

    /// <summary>With many topics each gets fewer bullets, so that the summary stays shorter than the talk.</summary>
    private const int BulletsInAll = 36;

    private const int LongestShortSummary = 3;

    /// <summary>Words per sentence of summary: a short talk is not told twice.</summary>
    private const int WordsPerBullet = 60;

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
        var topics = ranges
            .Select(
                (range, at) =>
                    new TopicDraft(titles[at], Summarize(text, range), [.. words.Take(range.start..range.Item2)])
            )
            .ToList();
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
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (text, ranges) = Join(topics);
        var ranked = ranges.Select(range => SentenceRanker.Rank(text, range)).ToList();
        return Task.FromResult(new SummaryDraft(Short(ranked, ranges), Long(topics, ranked)));
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

    private static string Summarize(SpokenText text, (int First, int End) range)
    {
        var picked = SentenceRanker.Pick(SentenceRanker.Rank(text, range), Bounded(range, SentencesPerTopic));
        return string.Join(' ', picked.Select(sentence => Closed(sentence.Text)));
    }

    /// <summary>The best sentence of each of the largest topics; of the only topic, its best.</summary>
    private static string Short(List<List<RankedSentence>> ranked, List<(int First, int End)> ranges)
    {
        var count = Bounded((0, ranges.Count == 0 ? 0 : ranges[^1].End), LongestShortSummary);
        var largest = ranges
            .Select((range, at) => (Length: range.End - range.First, at))
            .OrderByDescending(topic => topic.Length)
            .Take(LongestShortSummary)
            .ToList();
        var perTopic = largest.Count == 0 ? 0 : (count + largest.Count - 1) / largest.Count;
        var candidates = largest.SelectMany(topic => SentenceRanker.Pick(ranked[topic.at], perTopic));
        return string.Join(' ', SentenceRanker.Pick(candidates, count).Select(sentence => Closed(sentence.Text)));
    }

    private static string Long(IReadOnlyList<TopicDraft> topics, List<List<RankedSentence>> ranked)
    {
        var markdown = new StringBuilder();
        var told = new List<RankedSentence>();
        var most = Math.Clamp(BulletsInAll / Math.Max(1, topics.Count), 2, BulletsPerTopic);
        for (var at = 0; at < topics.Count; at++)
        {
            var untold = ranked[at]
                .Where(sentence => told.TrueForAll(other => !SentenceRanker.SaysTheSame(sentence, other)));
            var picked = SentenceRanker.Pick(untold, Bounded((0, topics[at].Words.Count), most));
            if (picked.Count == 0)
            {
                continue;
            }

            told.AddRange(picked);
            markdown.Append(markdown.Length > 0 ? "\n" : "").Append($"**{Markdown.Escape(topics[at].Title)}**\n\n");
            picked.ForEach(sentence => markdown.Append($"- {Markdown.Escape(Closed(sentence.Text))}\n"));
        }

        return markdown.ToString().TrimEnd('\n');
    }

    private static int Bounded((int First, int End) range, int most) =>
        Math.Clamp((range.End - range.First) / WordsPerBullet + 1, 1, most);

    /// <summary>A sentence cut off by the recording still ends in a full stop.</summary>
    private static string Closed(string sentence) =>
        sentence.Length == 0 || char.IsPunctuation(sentence[^1]) ? sentence : sentence + ".";
}
