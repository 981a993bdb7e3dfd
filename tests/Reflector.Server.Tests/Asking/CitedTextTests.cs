using Reflector.Server.Asking;

namespace Reflector.Server.Tests.Asking;

public sealed class CitedTextTests
{
    [Theory]
    [InlineData("<think>I could say [1].</think>On Friday [2].", "On Friday [2].")]
    [InlineData("\n<Thinking>So [1]\n</thinking>\nOn Friday.", "\nOn Friday.")]
    [InlineData("<think>for ever [1]", "")]
    [InlineData("<table> [1]", "<table> [1]")]
    [InlineData("On <think>Friday</think>.", "On <think>Friday</think>.")]
    public void Thoughts_are_no_part_of_the_answer(string written, string expected)
    {
        foreach (var length in new[] { 1, 3, 1_000 })
        {
            var thoughts = new WithoutThoughts();

            string.Concat(written.Chunk(length).Select(piece => thoughts.Add(new string(piece)))).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("On Friday [1]. In Lisbon [2][3].", "On Friday [1]. In Lisbon [2][3].")]
    [InlineData("On Friday [1, 3]!", "On Friday [1][3]!")]
    [InlineData("On Friday [1]. And everybody was fired.", "On Friday [1].")]
    [InlineData("On Friday [1][9]. On the Moon [4]. Then [0] and [-1].", "On Friday [1].")]
    [InlineData("He said [sic] so [2].", "He said [sic] so [2].")]
    [InlineData("See [here](https://evil.example) [1].", "See [here](https://evil.example) [1].")]
    [InlineData("Nobody knows.", "")]
    [InlineData("NOT FOUND", "")]
    [InlineData("It is [99999999999999999999] so.", "")]
    [InlineData("It is [1", "")]
    [InlineData("", "")]
    public void Only_what_is_cited_is_let_through_however_it_arrives(string written, string expected)
    {
        foreach (var length in new[] { 1, 2, 7, 1_000 })
        {
            var text = new CitedText(passages: 3);

            var shown = string.Concat(written.Chunk(length).Select(piece => text.Add(new string(piece))));

            shown.Trim().ShouldBe(expected);
            text.Text.ShouldBe(expected);
        }
    }
}
