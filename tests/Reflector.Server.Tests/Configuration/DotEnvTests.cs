using Reflector.Server.Configuration;

namespace Reflector.Server.Tests.Configuration;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("NAME=value", "value")]
    [InlineData("  NAME = value  ", "value")]
    [InlineData("export NAME=value", "value")]
    [InlineData("NAME=\"two words # no comment\" # comment", "two words # no comment")]
    [InlineData("NAME='it''s'", "it")]
    [InlineData("NAME=value # comment", "value")]
    [InlineData("NAME=with#hash", "with#hash")]
    [InlineData("NAME=a=b", "a=b")]
    [InlineData("NAME=", "")]
    [InlineData("NAME=\"open", "\"open")]
    public void A_line_is_read_as_a_shell_reads_it(string line, string expected)
    {
        DotEnv.Parse([line])["NAME"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# NAME=value")]
    [InlineData("NAME")]
    [InlineData("=value")]
    public void What_is_no_setting_is_left_out(string line)
    {
        DotEnv.Parse([line]).ShouldBeEmpty();
    }

    [Fact]
    public void The_last_line_counts()
    {
        DotEnv.Parse(["NAME=1", "name=2"]).ShouldHaveSingleItem().Value.ShouldBe("2");
    }

    [Fact]
    public void A_missing_file_sets_nothing()
    {
        DotEnv.Read("/nowhere/.env").ShouldBeEmpty();
    }
}
