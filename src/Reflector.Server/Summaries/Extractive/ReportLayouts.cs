using Reflector.Server.Summaries.Templates;

namespace Reflector.Server.Summaries.Extractive;

/// <param name="Topics">Whose words the text is.</param>
/// <param name="Ranked">The sentences of each topic.</param>
internal sealed record ReportMaterial(
    SpokenText Text,
    IReadOnlyList<TopicDraft> Topics,
    IReadOnlyList<List<RankedSentence>> Ranked,
    Names Names
);

/// <summary>What of each template can be had by picking sentences.</summary>
internal static class ReportLayouts
{
    private const int BulletsPerTopic = 4;
    private const int BulletsPerTopicOfLecture = 8;

    /// <summary>With many topics each gets fewer bullets, so that the summary stays shorter than the talk.</summary>
    private const int BulletsInAll = 36;

    private const int BulletsInAllOfLecture = 80;

    /// <summary>Words per sentence of summary: a short talk is not told twice.</summary>
    private const int WordsPerBullet = 60;

    private const int SentencesPerVoice = 5;
    private const int MostVoices = 12;
    private const int MostQuestions = 12;

    /// <summary>"Really?" is no question of an interview.</summary>
    private const int ShortestQuestion = 4;

    public static ExtractiveReport Write(string template, ReportMaterial material)
    {
        var report = new ExtractiveReport(material.Text);
        switch (template)
        {
            case SummaryTemplates.Decisions:
                AddItems(report, material);
                AddTopics(report, material, perTopic: 1, inAll: BulletsInAll);
                break;
            case SummaryTemplates.Interview when AddQuestions(report, material):
            case SummaryTemplates.Standup when AddVoices(report, material):
                break;
            case SummaryTemplates.Lecture:
                AddTopics(report, material, BulletsPerTopicOfLecture, BulletsInAllOfLecture);
                break;
            default:
                AddTopics(report, material, BulletsPerTopic, BulletsInAll);
                break;
        }

        return report;
    }

    public static int Bounded(int words, int most) => Math.Clamp(words / WordsPerBullet + 1, 1, most);

    private static void AddTopics(ExtractiveReport report, ReportMaterial material, int perTopic, int inAll)
    {
        var most = Math.Clamp(inAll / Math.Max(1, material.Topics.Count), Math.Min(2, perTopic), perTopic);
        for (var at = 0; at < material.Topics.Count; at++)
        {
            var topic = material.Topics[at];
            var picked = SentenceRanker.Pick(report.Untold(material.Ranked[at]), Bounded(topic.Words.Count, most));
            if (picked.Count > 0)
            {
                report.AddHeading(topic.Title);
                picked.ForEach(report.AddSentence);
            }
        }
    }

    private static void AddItems(ExtractiveReport report, ReportMaterial material)
    {
        var decisions = DecisionFinder.Find(material.Text);
        if (decisions.Count > 0)
        {
            report.AddHeading("Decisions");
            decisions.ForEach(decision => report.AddPoint(decision.DecisionText, decision.Moments ?? []));
        }

        var steps = CommitmentFinder.Find(material.Text, material.Names);
        if (steps.Count > 0)
        {
            report.AddHeading("Next steps");
            steps.ForEach(step => report.AddPoint(Line(step), step.Moments ?? []));
        }
    }

    private static string Line(NextStep step)
    {
        var about = string.Join(", ", new[] { step.AssignedTo, step.Deadline }.Where(fact => fact is not null));
        return about.Length > 0 ? $"{step.Task} ({about})" : step.Task;
    }

    /// <returns>False where nobody is heard to ask and be answered by another.</returns>
    private static bool AddQuestions(ExtractiveReport report, ReportMaterial material)
    {
        var ranked = material.Ranked.SelectMany(topic => topic).ToDictionary(sentence => sentence.Order);
        var asked = new List<(string Question, int Order, List<RankedSentence> Answer)>();
        for (var order = 0; order < material.Text.Sentences.Count; order++)
        {
            var question = Readable.Of(material.Text, material.Text.Sentences[order]);
            if (
                question.EndsWith('?')
                && material.Text.Sentences[order].Length >= ShortestQuestion
                && Answer(material.Text, ranked, order) is { Count: > 0 } answer
            )
                asked.Add((question, order, answer));
        }

        var chosen = asked
            .OrderByDescending(one => one.Answer.Max(sentence => sentence.Score))
            .Take(MostQuestions)
            .OrderBy(one => one.Order)
            .ToList();
        foreach (var (question, _, answer) in chosen)
        {
            report.AddHeading(question);
            answer.ForEach(report.AddSentence);
        }

        return chosen.Count > 0;
    }

    /// <summary>The best of what another voice says until the one that asked speaks again.</summary>
    private static List<RankedSentence> Answer(SpokenText text, Dictionary<int, RankedSentence> ranked, int question)
    {
        var asker = text.Sentences[question].Speaker;
        var said = Enumerable
            .Range(question + 1, text.Sentences.Count - question - 1)
            .TakeWhile(order => text.Sentences[order].Speaker != asker)
            .Select(ranked.GetValueOrDefault)
            .OfType<RankedSentence>();
        return SentenceRanker.Pick(said, 1);
    }

    /// <returns>False where there is only one voice.</returns>
    private static bool AddVoices(ExtractiveReport report, ReportMaterial material)
    {
        var voices = material
            .Ranked.SelectMany(topic => topic)
            .GroupBy(sentence => material.Text.Sentences[sentence.Order].Speaker)
            .Take(MostVoices)
            .ToList();
        if (voices.Count < 2)
            return false;
        foreach (var voice in voices)
        {
            var picked = SentenceRanker.Pick(report.Untold(voice), SentencesPerVoice);
            if (picked.Count > 0)
            {
                report.AddHeading(material.Names.Speaker(voice.Key) ?? $"Speaker {voice.Key}");
                picked.ForEach(report.AddSentence);
            }
        }

        return true;
    }
}
