using System.Text.Json.Nodes;
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
            expected.Ffmpeg,
        }
            .Select(path => Path.GetRelativePath("/pieces", path))
            .ShouldBe(folders, ignoreOrder: true);
    }
}
