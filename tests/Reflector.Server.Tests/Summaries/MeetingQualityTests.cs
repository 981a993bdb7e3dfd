using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

/// <summary>What a reader may expect of the extractive texts, on meetings whose topics and tasks are known.</summary>
public sealed class MeetingQualityTests
{
    private const int BoundaryTolerance = 40;
    private const int ShortestTopic = 110;
    private static readonly string[] Hesitations = ["um", "uh", "erm"];

    private static readonly Dictionary<string, string[]> Tasks = new()
    {
        ["product-planning"] =
        [
            "retry logic|Ben|Wednesday",
            "three volunteers|Carla|Friday",
            "test plan|Ben|before the next planning meeting",
            "draft the new pricing page|Carla|Thursday",
            "email to existing customers||",
            "update the billing system|Finance team|the end of the month",
            "rounding of invoices||before the launch of the new plans",
            "rewrite the job ad|Carla|",
            "candidate from Lisbon|Ben|next week",
            "reference questions|Anna|tomorrow",
        ],
        ["incident-review"] =
        [
            "alert on successful payments|Tom|Monday",
            "alert on the connection pool|Tom|",
            "escalation policy||today",
            "extend the health check|Priya|",
            "three message templates|Sofia|the end of next week",
            "voucher email|Sofia|before the weekend",
            "list of failed orders|Priya|this afternoon",
            "publish the incident report|Tom|Thursday",
        ],
        ["council-meeting"] =
        [
            "submit the application|Ms. Reyes|before December 15th",
            "plan for the books|Library staff|the next session",
            "report on the speed|Chief Brandt|in six months",
            "order the signs|Public works|the end of the month",
            "three-year contract|Mr. Novak|",
            "written offer|Mr. Novak|",
            "issue the permit|Mr. Novak|tomorrow",
            "temporary streetlights||within two weeks",
        ],
        ["festival-call"] =
        [
            "ID thing out of the form|Sam|tonight",
            "student council|Lena|Monday",
            "talk to the caterer||",
            "tour manager|Sam|tomorrow",
            "longer cable|Sam|this week",
            "in writing from Mr. Huber|Lena|",
            "ask your cousin|Sam|",
        ],
    };

    public static TheoryData<string> Meetings => [.. Tasks.Keys];

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Topics_begin_where_the_subject_changes(string name)
    {
        var meeting = Meeting.Read(name);

        var starts = Starts(await TopicsAsync(meeting.Words));

        var expected = meeting.TopicStarts.Where((start, at) => at == 0 || start >= ShortestTopic).ToList();
        expected.ShouldAllBe(start => starts.Any(found => Math.Abs(found - start) <= BoundaryTolerance));
        starts.Count.ShouldBeLessThanOrEqualTo(expected.Count + 1);
    }

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Without_known_voices_most_changes_of_subject_are_found_still(string name)
    {
        var meeting = Meeting.Read(name, voices: false);

        var starts = Starts(await TopicsAsync(meeting.Words));

        var expected = meeting.TopicStarts.Where(start => start >= ShortestTopic).ToList();
        expected
            .Count(start => starts.Any(found => Math.Abs(found - start) <= BoundaryTolerance))
            .ShouldBeGreaterThanOrEqualTo(expected.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task No_word_is_lost_and_topics_begin_with_a_sentence(string name)
    {
        var meeting = Meeting.Read(name);

        var topics = await TopicsAsync(meeting.Words);

        topics.SelectMany(topic => topic.Words).ShouldBe(meeting.Words);
        var sentences = SentenceSplitter.Split(meeting.Words).Select(sentence => sentence.First).ToHashSet();
        Starts(topics).ShouldAllBe(start => sentences.Contains(start));
    }

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Titles_are_distinct_phrases_that_were_said(string name)
    {
        var meeting = Meeting.Read(name);
        var text = SpokenText.Read(meeting.Words);
        var said = " " + string.Join(' ', text.Small) + " ";

        var topics = await TopicsAsync(meeting.Words);
        var title = await new ExtractiveSummarizer().WriteTitleAsync(topics, default);

        var titles = topics.Select(topic => topic.Title).ToList();
        titles.ShouldBeUnique();
        foreach (var phrase in titles.Append(title).SelectMany(one => one.Split(" and ")))
        {
            var words = phrase.ToLowerInvariant().Split(' ');
            said.ShouldContain($" {phrase.ToLowerInvariant()} ");
            text.Language.IsFunctionWord(words[0]).ShouldBeFalse(phrase);
            text.Language.IsFunctionWord(words[^1]).ShouldBeFalse(phrase);
            words.Length.ShouldBeLessThanOrEqualTo(4);
        }
    }

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Summaries_are_whole_sentences_as_they_were_said(string name)
    {
        var meeting = Meeting.Read(name);
        var topics = await TopicsAsync(meeting.Words);
        var summary = await new ExtractiveSummarizer().SummarizeAsync(topics, [], SummaryStyle.General, null, default);
        var sentences = SentenceSplitter
            .Split(meeting.Words)
            .Select(sentence => Plain(meeting.Words.Take(sentence.First..sentence.End).Select(word => word.Text)))
            .ToList();

        var bullets = summary
            .Long.Split('\n')
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..])
            .ToList();

        bullets.Count.ShouldBeGreaterThanOrEqualTo(2 * topics.Count);
        bullets.ShouldBeUnique();
        foreach (var bullet in bullets)
        {
            // Words that only take the floor ("okay, so") may be missing at the start.
            var plain = Plain(bullet.Split(' '));
            sentences.ShouldContain(
                sentence => sentence.EndsWith(plain, StringComparison.Ordinal) && sentence.Length < plain.Length + 25,
                bullet
            );
            char.IsUpper(bullet[0]).ShouldBeTrue(bullet);
            ".!?".ShouldContain(bullet[^1]);
        }

        string.Concat(bullets, summary.Short).ShouldNotContain("hear me");
        SentenceSplitter.Split(Meeting.Say(summary.Short)).Count.ShouldBeInRange(1, 3);
        summary.Long.Split("\n**").Length.ShouldBe(topics.Count);
    }

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Known_tasks_are_found_with_who_and_when(string name)
    {
        var meeting = Meeting.Read(name);
        var topics = await TopicsAsync(meeting.Words);

        var steps = (await new ExtractiveSummarizer().FindActionItemsAsync(topics, [], default)).NextSteps;

        var expected = Tasks[name].Select(line => line.Split('|')).ToList();
        var right = expected
            .Where(task => steps.Any(step => step.Task.Contains(task[0], StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var complete = right.Count(task =>
            steps.Any(step =>
                step.Task.Contains(task[0], StringComparison.OrdinalIgnoreCase)
                && (step.AssignedTo ?? "") == task[1]
                && (step.Deadline ?? "") == task[2]
            )
        );
        var recall = (double)right.Count / expected.Count;
        var precision = (double)right.Count / Math.Max(1, steps.Count);
        var found = string.Join('\n', steps);
        recall.ShouldBeGreaterThanOrEqualTo(0.85, found);
        precision.ShouldBeGreaterThanOrEqualTo(0.85, found);
        ((double)complete / right.Count).ShouldBeGreaterThanOrEqualTo(0.85, found);
    }

    [Theory]
    [InlineData("product-planning", "hold the mobile release|three plans and one price|offer to the candidate")]
    [InlineData("incident-review", "escalate to the second|access to the status page|send the vouchers")]
    [InlineData("council-meeting", "Approve the full renovation|build the raised crosswalk|postpone the vote")]
    [InlineData("festival-call", "generator behind the barn")]
    public async Task Known_decisions_are_found_and_no_others(string name, string expected)
    {
        var topics = await TopicsAsync(Meeting.Read(name).Words);

        var decisions = (await new ExtractiveSummarizer().FindActionItemsAsync(topics, [], default)).Decisions;

        var texts = expected.Split('|');
        decisions.Count.ShouldBe(texts.Length);
        texts
            .Zip(decisions)
            .ShouldAllBe(pair => pair.Second.DecisionText.Contains(pair.First, StringComparison.Ordinal));
    }

    private static Task<IReadOnlyList<TopicDraft>> TopicsAsync(IReadOnlyList<Word> words) =>
        new ExtractiveSummarizer().DetectTopicsAsync(words, null, default);

    private static List<int> Starts(IReadOnlyList<TopicDraft> topics)
    {
        var starts = new List<int>();
        var start = 0;
        foreach (var topic in topics)
        {
            starts.Add(start);
            start += topic.Words.Count;
        }

        return starts;
    }

    private static string Plain(IEnumerable<string> words)
    {
        var bare = words
            .Select(word => word.ToLowerInvariant().Trim(',', '.', '!', '?'))
            .Where(word => !Hesitations.Contains(word))
            .ToList();
        return string.Join(' ', bare.Where((word, at) => at == 0 || bare[at - 1] != word));
    }
}
