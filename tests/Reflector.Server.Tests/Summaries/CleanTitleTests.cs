using Reflector.Server.Summaries;

namespace Reflector.Server.Tests.Summaries;

public sealed class CleanTitleTests
{
    [Theory]
    [InlineData("the future of remote work", "The Future of Remote Work")]
    [InlineData("\"QUARTERLY budget FOR the UK\"", "Quarterly Budget for the uk")]
    [InlineData("'new API design'", "New api Design")]
    [InlineData("  two   spaces ", "Two Spaces")]
    [InlineData("", "")]
    [InlineData("\"\"", "")]
    public void Title_IsWrittenByTheRule(string title, string expected) => CleanTitle.Of(title).ShouldBe(expected);

    [Fact]
    public void Names_keep_their_writing() =>
        CleanTitle
            .Of("mcdonald and the api", new Dictionary<string, string> { ["mcdonald"] = "McDonald", ["api"] = "API" })
            .ShouldBe("McDonald and the API");
}
