using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Search;

/// <summary>Which words find which.</summary>
public sealed class SearchWordsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData("en", "We were deciding about deliveries.", "decide delivery")]
    [InlineData("de", "Die Häuser stehen an den Straßen.", "haus strasse")]
    [InlineData("de-AT", "Wir haben die Verträge geprüft.", "vertrag")]
    [InlineData("fr", "Les réunions et les décisions.", "reunion decision")]
    [InlineData("es", "Las decisiones del presupuesto.", "decisión presupuestos")]
    [InlineData("ru", "Мы обсуждали бюджеты и ещё решения.", "бюджет еще")]
    [InlineData("et", "Koosolek oli täna.", "koosolek tana")]
    [InlineData("xx", "Some words of nobody's language.", "language")]
    [InlineData("en", "Café Müller in Zürich.", "cafe muller zurich")]
    [InlineData("en", "Cafe Muller in Zurich.", "Café Müller Zürich")]
    [InlineData("en", "The EU and the U.S. trade.", "eu")]
    [InlineData("ja", "会議 を 始めます", "会議")]
    public async Task Words_are_found_by_the_rules_of_their_language_and_without_accents(
        string language,
        string said,
        string query
    )
    {
        var library = new Library(Server, $"words-{Guid.CreateVersion7()}");
        var id = await library.AddAsync(said, language: language);

        (await library.FoundAsync(query)).ShouldBe([id]);
        (await library.FoundAsync(query.ToUpperInvariant())).ShouldBe([id]);
    }

    [Fact]
    public async Task Operators_of_search_engines_work()
    {
        var library = new Library(Server, "words-operators");
        var both = await library.AddAsync("The red car and the blue house.");
        var red = await library.AddAsync("A red house.");
        var blue = await library.AddAsync("A blue car.");

        (await library.FoundAsync("red car")).ShouldBe([both]);
        (await library.FoundAsync("\"red car\"")).ShouldBe([both]);
        (await library.FoundAsync("\"car red\"")).ShouldBeEmpty();
        (await library.FoundAsync("red or blue")).ShouldBe([both, red, blue], ignoreOrder: true);
        (await library.FoundAsync("red -blue")).ShouldBe([red]);
        (await library.FoundAsync("-red")).ShouldBe([blue]);
        (await library.FoundAsync("house -\"red house\"")).ShouldBe([both]);
        (await library.FoundAsync("blue \"red car\"")).ShouldBe([both]);
        (await library.FoundAsync("\"red car\" or \"blue car\"")).ShouldBe([both, blue], ignoreOrder: true);
    }

    [Fact]
    public async Task A_phrase_is_found_in_titles_and_summaries_and_late_in_a_long_meeting()
    {
        var library = new Library(Server, "words-phrases");
        var title = await library.AddAsync(title: "Northern lights tour");
        var summary = await library.AddAsync(summary: "We saw the northern lights.");
        var late = await library.AddAsync(
            string.Concat(Enumerable.Range(0, 20_000).Select(number => $"word{number % 50} ")) + "northern lights."
        );
        await library.AddAsync("Lights are northern.");

        (await library.FoundAsync("\"northern lights\"")).ShouldBe([title, summary, late], ignoreOrder: true);
    }

    [Fact]
    public async Task A_word_without_which_is_meant_for_every_language()
    {
        var library = new Library(Server, "words-negated");
        var english = await library.AddAsync("The project of foos.");
        var german = await library.AddAsync("Das project der foos.", language: "de");
        var plain = await library.AddAsync("A project.");

        (await library.FoundAsync("project -foos")).ShouldBe([plain]);
        (await library.FoundAsync("project foos")).ShouldBe([english, german], ignoreOrder: true);
    }

    [Theory]
    [InlineData("budgte", "Budget review")]
    [InlineData("raodmap", "Roadmap of the year")]
    [InlineData("quaterly", "Quarterly numbers")]
    [InlineData("Buget reviw", "Budget review")]
    [InlineData("Zurch", "Zürich office")]
    public async Task A_title_is_found_although_it_is_misspelt(string query, string title)
    {
        var library = new Library(Server, $"typo-{Guid.CreateVersion7()}");
        var id = await library.AddAsync(title: title);
        await library.AddAsync(title: "Something else");

        var answer = await library.SearchAsync(query);

        Library.Ids(answer).ShouldBe([id]);
        answer["total"]!.ToString().ShouldBe("1");
        ((double)answer["results"]![0]!["rank"]!).ShouldBeInRange(0.01, 1);
    }

    [Fact]
    public async Task Titles_spelled_alike_stay_away_from_what_was_found_and_from_operators()
    {
        var library = new Library(Server, "typo-not");
        var said = await library.AddAsync("The budgte was odd.");
        await library.AddAsync(title: "Budget review");

        (await library.FoundAsync("budgte")).ShouldBe([said]);
        (await library.FoundAsync("\"budgetx\"")).ShouldBeEmpty();
        (await library.FoundAsync("-budgte -nothing -odd -budget -review")).ShouldBeEmpty();
        (await library.FoundAsync("gadget")).ShouldBeEmpty("Too many letters are other ones");
    }

    [Theory]
    [InlineData("'; DROP TABLE transcript; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("%_\\")]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("&|!():*<->")]
    [InlineData("a & b | !c")]
    [InlineData("the of and")]
    [InlineData("{0} {nope} @q0 $1")]
    [InlineData("🎉👩‍👩‍👧")]
    [InlineData("\\u0000 \\x00")]
    [InlineData("--")]
    [InlineData("or or or")]
    public async Task Odd_queries_find_nothing_and_break_nothing(string query)
    {
        var library = new Library(Server, "odd-queries");
        var id = await library.AddAsync("Safe.", "Safe");

        (await library.SearchAsync(query))["total"]!.GetValue<int>().ShouldBeInRange(0, 1);
        (await library.MomentsAsync(id, query))["moments"]!.AsArray().ShouldBeEmpty();
        (await library.FoundAsync("safe")).ShouldContain(id);
    }

    [Fact]
    public async Task HTML_and_SQL_in_texts_are_text()
    {
        var library = new Library(Server, "search-html");
        const string said = "<b>Robert'); DROP TABLE students;--</b> & co <script>x</script> end.";
        var id = await library.AddAsync(said, "<i>Title</i>", "<img src=x onerror=alert(1)> summary of students");

        var result = (await library.SearchAsync("students"))["results"]!.AsArray().ShouldHaveSingleItem()!;

        ((string)result["id"]!).ShouldBe(id);
        ((string)result["title"]!).ShouldBe("<i>Title</i>");
        Library.Snippets(result).ShouldBe(["<img src=x onerror=alert(1)> summary of students", said]);
        ((string)result["moments"]![0]!["text"]!).ShouldBe(said);
    }
}
