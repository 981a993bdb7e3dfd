using System.Text;
using Reflector.Server.Exports;

namespace Reflector.Server.Tests.Exports;

public sealed class ExportFileNameTests
{
    [Theory]
    [InlineData("Budget meeting", "Budget meeting")]
    [InlineData("../../etc/passwd", "etc passwd")]
    [InlineData(@"C:\Windows\system32", "C Windows system32")]
    [InlineData("a\0b\r\nc\td", "a b c d")]
    [InlineData("..", "transcript")]
    [InlineData("", "transcript")]
    [InlineData("   ", "transcript")]
    [InlineData("-rf", "rf")]
    [InlineData(".hidden", "hidden")]
    [InlineData("ends with dots...", "ends with dots")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("COM1", "_COM1")]
    [InlineData("CONference", "CONference")]
    [InlineData("photo\u202Egpj.exe", "photo gpj.exe")]
    [InlineData("zero\u200Bwidth", "zero width")]
    [InlineData("פגישת תקציב", "פגישת תקציב")]
    [InlineData("🎉 Party", "🎉 Party")]
    [InlineData("half a pair \uD83C", "half a pair")]
    [InlineData("<script>alert('x')</script>", "script alert('x') script")]
    [InlineData("\"quoted\" | piped?*", "quoted piped")]
    public void A_title_becomes_a_name_that_every_system_takes(string title, string expected) =>
        ExportFileName.Of(title).ShouldBe(expected);

    [Theory]
    [InlineData("a")]
    [InlineData("ü")]
    [InlineData("予")]
    [InlineData("🎉")]
    public void A_long_title_is_cut_between_characters(string letter)
    {
        var name = ExportFileName.Of(string.Concat(Enumerable.Repeat(letter, 1000)));

        Encoding.UTF8.GetByteCount(name).ShouldBeInRange(170, 180);
        name.Replace(letter, "").ShouldBeEmpty();
    }
}
