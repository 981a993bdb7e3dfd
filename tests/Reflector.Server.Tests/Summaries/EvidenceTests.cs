using System.Text.RegularExpressions;
using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

/// <summary>What is picked from a transcript names the words that it was picked from.</summary>
public sealed class EvidenceTests(ITestOutputHelper output)
{
    private readonly ExtractiveSummarizer _summarizer = new();

    private static readonly string[] Names =
    [
        "product-planning",
        "incident-review",
        "council-meeting",
        "festival-call",
    ];

    public static TheoryData<string> Meetings => [.. Names];

    public static TheoryData<string> Templates => [.. SummaryTemplates.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task Every_decision_and_task_has_a_source_that_holds_its_words(string name)
    {
        var words = Meeting.Read(name).Words;

        var items = await _summarizer.FindActionItemsAsync(await TopicsAsync(words), [], default);

        var claims = items
            .Decisions.Select(decision => (decision.DecisionText, decision.Moments))
            .Concat(items.NextSteps.Select(step => (step.Task, step.Moments)))
            .Select(claim => (Text: claim.Item1, Moments: claim.Moments.ShouldNotBeNull()))
            .ToList();
        claims.ShouldNotBeEmpty();
        claims.ShouldAllBe(claim => claim.Moments.All(moment => IsSaid(moment, words)));
        var proven = claims.Count(claim => Holds(claim.Moments, claim.Text));
        output.WriteLine($"{name}: {proven} of {claims.Count} have a source that holds their words");
        proven.ShouldBe(claims.Count);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_sentence_of_a_summary_has_its_moment_in_each_template(string template)
    {
        foreach (var name in Names)
        {
            var words = Meeting.Read(name).Words;

            var summary = await _summarizer.SummarizeAsync(
                await TopicsAsync(words),
                [],
                new SummaryStyle(template),
                null,
                default
            );

            var sources = summary.Sources.ShouldNotBeNull();
            var bullets = summary
                .Long.Split('\n')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .ToList();
            bullets.Count.ShouldBeGreaterThan(3, name);
            foreach (var bullet in bullets)
            {
                var source = sources.Single(source => $"- {Markdown.Escape(source.Text)}" == bullet);
                source.Moments.ShouldNotBeEmpty(bullet);
                source.Moments.ShouldAllBe(moment => IsSaid(moment, words));
                Holds(source.Moments, WithoutFacts(source.Text)).ShouldBeTrue(bullet);
            }
            sources.ShouldContain(source => summary.Short.Contains(source.Text));
        }
    }

    [Fact]
    public async Task Topics_name_what_their_summaries_were_taken_from()
    {
        var words = Meeting.Read("product-planning").Words;

        var topics = await TopicsAsync(words);

        topics.ShouldAllBe(topic =>
            topic.Moments!.Count > 0 && topic.Moments.All(moment => IsSaid(moment, topic.Words))
        );
    }

    private Task<IReadOnlyList<TopicDraft>> TopicsAsync(IReadOnlyList<Word> words) =>
        _summarizer.DetectTopicsAsync(words, null, default);

    /// <summary>Its quote is what was said in its time.</summary>
    private static bool IsSaid(SourceMoment moment, IReadOnlyList<Word> words)
    {
        var said = words.Where(word => word.Start >= moment.Start && word.End <= moment.End).Select(word => word.Text);
        return string.Join(' ', said).StartsWith(moment.Quote.TrimEnd('…'), StringComparison.Ordinal);
    }

    /// <summary>Nearly all of the claim's words stand in its sources.</summary>
    private static bool Holds(IReadOnlyList<SourceMoment> moments, string claim)
    {
        var said = moments.SelectMany(moment => Words(moment.Quote)).ToHashSet();
        var words = Words(claim).ToList();
        return words.Count(said.Contains) >= 0.95 * words.Count;
    }

    /// <summary>A task without who and when behind it.</summary>
    private static string WithoutFacts(string point) =>
        point.EndsWith(')') ? point[..point.LastIndexOf(" (", StringComparison.Ordinal)] : point;

    private static IEnumerable<string> Words(string text) =>
        Regex.Matches(text.ToLowerInvariant().Replace('’', '\''), @"[\w']+").Select(match => match.Value);
}
