using System.Text.Json.Nodes;
using Reflector.Server.Search;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Search;

public sealed class MomentsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_hit_has_its_time_its_speaker_and_what_was_found_in_it()
    {
        var library = new Library(Server, "moments-one");
        await library.AddAsync(
            "Good morning everybody.\nWe are deciding about budgets.",
            participants: [new("a", 1, "Ada"), new("b", 0, "Bob")]
        );

        var moment = (await library.SearchAsync("decide budget"))["results"]![0]!["moments"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

        ((double)moment["start"]!).ShouldBe(3);
        ((double)moment["end"]!).ShouldBe(7.9);
        ((int)moment["speaker"]!).ShouldBe(1);
        ((string)moment["speaker_name"]!).ShouldBe("Ada");
        Marked(moment).ShouldBe(["deciding", "budgets"]);
    }

    [Fact]
    public async Task The_moment_with_most_of_the_words_is_first_and_three_are_shown()
    {
        var library = new Library(Server, "moments-best");
        var id = await library.AddAsync(
            "The roof is new.\nThe roof is red.\nThe roof leaks water.\nNothing.\nThe roof again.\nAnd the roof."
        );

        var moments = (await library.SearchAsync("roof water"))["results"]![0]!["moments"]!.AsArray();

        moments.Count.ShouldBe(3);
        ((string)moments[0]!["text"]!).ShouldBe("The roof leaks water.");
        var all = await library.MomentsAsync(id, "roof");
        ((int)all["total"]!).ShouldBe(5);
        var starts = all["moments"]!.AsArray().Select(moment => (double)moment!["start"]!).ToList();
        starts.ShouldBe(starts.Order());
        var page = await library.MomentsAsync(id, "roof", "&limit=2&offset=3");
        page["moments"]!.AsArray().Select(moment => (double)moment!["start"]!).ShouldBe(starts.Skip(3));
    }

    [Fact]
    public async Task What_is_highlighted_are_places_in_the_text_whatever_characters_are_before()
    {
        var library = new Library(Server, "moments-highlights");
        var id = await library.AddAsync("🎉 \"Straße\" &amp; <b>Café</b> über Café.", language: "de");

        var moment = (await library.MomentsAsync(id, "cafe"))["moments"]!.AsArray().ShouldHaveSingleItem()!;

        Marked(moment).ShouldBe(["Café", "Café"]);
    }

    [Fact]
    public async Task Words_to_leave_out_are_no_moments()
    {
        var library = new Library(Server, "moments-without");
        await library.AddAsync("The roof.\nThe garden.");

        var moments = (await library.SearchAsync("roof -cellar or garden -cellar"))["results"]![0]![
            "moments"
        ]!.AsArray();

        moments.Count.ShouldBe(2);
        new QueryText("roof -cellar \"blue garden\" or -\"red house\" OR").Any.ShouldBe("roof or \"blue garden\"");
    }

    [Theory]
    [InlineData("", "query.q")]
    [InlineData("?q=%00", "query.q")]
    [InlineData("?q=a&limit=0", "query.limit")]
    [InlineData("?q=a&limit=1001", "query.limit")]
    [InlineData("?q=a&offset=-1", "query.offset")]
    public async Task Moments_asked_for_wrongly_are_told_which_parameter(string query, string place)
    {
        var library = new Library(Server, "moments-wrong");
        var id = await library.AddAsync();
        using var answer = await library.Client.GetAsync($"/v1/transcripts/{id}/moments{query}");

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task A_question_finds_the_passages_that_answer_it_in_one_transcript_or_in_all()
    {
        var library = new Library(Server, "moments-question");
        var one = await library.AddAsync("Hello all.\nWe decided to cut the budget by half.\nBye.", "Planning");
        var two = await library.AddAsync("The budget is fine.", language: "de");
        await new Library(Server, "moments-stranger").AddAsync("We decided about the budget too.");
        var caller = new Reflector.Server.Accounts.Caller(library.Owner);

        var all = await FindAsync(null, 10);
        var inTwo = await FindAsync(two, 10);

        all.Select(passage => passage.TranscriptId).ShouldBe([one, two]);
        all[0]
            .ShouldSatisfyAllConditions(
                passage => passage.Title.ShouldBe("Planning"),
                passage => passage.Text.ShouldBe("We decided to cut the budget by half."),
                passage => passage.Start.ShouldBe(2),
                passage => passage.Speaker.ShouldBe(1),
                passage => passage.SpeakerName.ShouldBe("Speaker 1"),
                passage => passage.Rank.ShouldBeInRange(0.0001, 1)
            );
        inTwo.ShouldHaveSingleItem().TranscriptId.ShouldBe(two);
        (await FindAsync(null, 1)).Count.ShouldBe(1);

        Task<IReadOnlyList<Passage>> FindAsync(string? transcript, int limit) =>
            Server.QueryAsync(db =>
                PassageSearch.FindAsync(
                    db,
                    caller,
                    "What did we decide about the budget?",
                    transcript,
                    limit,
                    CancellationToken.None
                )
            );
    }

    [Fact]
    public async Task A_speech_without_any_stop_has_moments_of_a_length_one_can_read()
    {
        var library = new Library(Server, "moments-long");
        var id = await library.AddAsync(string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"word{number}")));

        var moment = (await library.MomentsAsync(id, "word555"))["moments"]!.AsArray().ShouldHaveSingleItem()!;

        ((string)moment["text"]!).Split(' ').Length.ShouldBeLessThanOrEqualTo(80);
        ((double)moment["start"]!).ShouldBeInRange(475, 555);
    }

    private static List<string> Marked(JsonNode moment) =>
        [
            .. moment["highlights"]!
                .AsArray()
                .Select(place => ((string)moment["text"]!)[(int)place!["from"]!..(int)place["to"]!]),
        ];
}
