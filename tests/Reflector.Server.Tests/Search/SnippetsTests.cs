using Reflector.Server.Search;

namespace Reflector.Server.Tests.Search;

public sealed class SnippetsTests
{
    private static readonly string Filler = string.Concat(Enumerable.Repeat("lorem ipsum ", 40));

    [Fact]
    public void A_snippet_is_what_is_50_before_and_100_behind_the_place()
    {
        var text = new string('a', 60) + "NEEDLE" + new string('b', 200);

        var (snippets, count) = Snippets.Of("needle", "", text);

        snippets.ShouldBe(["..." + new string('a', 50) + "NEEDLE" + new string('b', 94) + "..."]);
        count.ShouldBe(1);
    }

    [Fact]
    public void At_an_edge_of_the_text_nothing_is_left_out() =>
        Snippets.Of("needle", "", " A needle. ").Snippets.ShouldBe(["A needle."]);

    [Fact]
    public void A_place_inside_the_last_snippet_has_none_of_its_own_but_counts()
    {
        var (snippets, count) = Snippets.Of("needle", "", "needle needle needle " + Filler + "needle");

        snippets.Count.ShouldBe(2);
        count.ShouldBe(4);
    }

    [Fact]
    public void The_summary_comes_first_with_two_and_three_are_all()
    {
        var far = "needle " + Filler + "needle " + Filler + "needle " + Filler + "needle";

        var (snippets, count) = Snippets.Of("needle", "S " + far, "T " + far);

        snippets.Count.ShouldBe(3);
        snippets[0].ShouldStartWith("S needle");
        snippets[2].ShouldStartWith("T needle");
        count.ShouldBe(8);
        Snippets.Of("needle", "", far).Snippets.Count.ShouldBe(3);
    }

    [Fact]
    public void Several_words_that_do_not_stand_together_are_shown_by_the_first()
    {
        var (snippets, count) = Snippets.Of("red car", "", "A red and a blue car.");

        snippets.ShouldBe(["A red and a blue car."]);
        count.ShouldBe(0);
    }

    [Fact]
    public void Each_source_falls_back_on_its_own()
    {
        var (snippets, count) = Snippets.Of("red car", "The red car.", "A red house.");

        snippets.ShouldBe(["The red car.", "A red house."]);
        count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"red car\"")]
    [InlineData("blue")]
    [InlineData("red or car")]
    public void What_does_not_stand_there_literally_gives_nothing_or_its_first_word(string query)
    {
        var (snippets, count) = Snippets.Of(query, "", "The red car.");

        snippets.Count.ShouldBe(query == "red or car" ? 1 : 0);
        count.ShouldBe(0);
    }

    [Theory]
    [InlineData("cafe", "Das Café.")]
    [InlineData("CAFÉ", "Das cafe.")]
    [InlineData("strasse", "Die Strasse.")]
    [InlineData("αθηνα", "Στην Αθήνα.")]
    [InlineData("ещё", "Мы еще тут.")]
    [InlineData("İstanbul", "In Istanbul.")]
    public void Case_and_accents_do_not_matter(string query, string text) =>
        Snippets.Of(query, "", text).Count.ShouldBe(1);

    [Fact]
    public void Characters_of_two_code_units_stay_whole()
    {
        var emoji = string.Concat(Enumerable.Repeat("🎉", 80));

        var snippet = Snippets.Of("x", "", emoji + "a" + emoji + "x" + emoji).Snippets.ShouldHaveSingleItem();

        snippet.ShouldNotContain('\uFFFD');
        foreach (var place in Enumerable.Range(0, snippet.Length).Where(place => char.IsSurrogate(snippet[place])))
            char.IsSurrogatePair(snippet, char.IsHighSurrogate(snippet[place]) ? place : place - 1).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("no subtitles", "")]
    [InlineData("WEBVTT", "")]
    [InlineData("WEBVTT\n\nbroken", "")]
    [InlineData("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Speaker0>One &lt;b&gt; &amp;amp;.\n", "One <b> &amp;.")]
    [InlineData(
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v Speaker0>One.\n\n00:00:01.000 --> 00:00:02.000\n<v Speaker1>Two.\n",
        "One. Two."
    )]
    public void The_text_of_subtitles_is_what_was_said(string? webvtt, string text) =>
        CueText.Of(webvtt).ShouldBe(text);
}
