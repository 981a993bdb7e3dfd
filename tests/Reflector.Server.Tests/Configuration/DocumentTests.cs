using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Reflector.Server.Configuration;

namespace Reflector.Server.Tests.Configuration;

public sealed class DocumentTests
{
    [Fact]
    public void The_page_of_settings_is_what_the_program_prints()
    {
        RepositoryFiles
            .Read("docs", "configuration.md")
            .ShouldBe(SettingsDocument.Render(), "Update it: ./reflector settings > docs/configuration.md");
    }

    [Fact]
    public void The_example_of_an_environment_is_what_the_program_prints_and_can_be_used()
    {
        var text = RepositoryFiles.Read(".env.example");
        text.ShouldBe(SettingsDocument.RenderEnv(), "Update it: ./reflector settings --env > .env.example");
        DotEnv.Parse(text.Split('\n')).ShouldBeEmpty();
        // Each line can be taken as it is.
        var all = DotEnv.Parse(
            text.Split('\n').Where(line => line.Contains('=') && !line.StartsWith("# ")).Select(line => line[1..])
        );
        all.Keys.ShouldBe(SettingProperty.All.Select(property => property.Setting.Name), ignoreOrder: true);
        SettingsBinder.Bind(new ConfigurationBuilder().AddInMemoryCollection(all!).Build());
    }

    [Fact]
    public void Every_setting_is_explained_and_its_limits_are_readable()
    {
        foreach (var (_, setting) in SettingProperty.All)
        {
            setting.Name.ShouldMatch("^[A-Z][A-Z0-9_]+$");
            setting.Description.ShouldEndWith(".");
        }
        SettingsDocument.Render().ShouldNotContain("E+");
    }

    [Fact]
    public void Pieces_lie_where_the_set_up_puts_them()
    {
        var pieces = JsonNode.Parse(RepositoryFiles.Read("eng", "pieces.json"))!["pieces"]!.AsArray();
        var folders = pieces.Select(piece => (string)piece!["folder"]!).ToList();
        var expected = new RuntimePieces("/pieces");

        new[]
        {
            expected.SpeechEngine,
            expected.SpeechModel,
            Path.GetDirectoryName(expected.VoiceActivityModel)!,
            expected.PostgreSql,
            expected.Fonts,
            expected.Ffmpeg,
        }
            .Select(path => Path.GetRelativePath("/pieces", path))
            .ShouldBe(folders, ignoreOrder: true);
    }
}
