using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;

namespace Reflector.Server.Configuration;

/// <summary>Renders <c>docs/configuration.md</c> and <c>.env.example</c> from the settings class.</summary>
internal static class SettingsDocument
{
    public static string Render()
    {
        var text = new StringBuilder(
            """
            # Configuration

            Every setting has one flat name. It is taken from the command line (`./reflector serve --data-dir /srv/reflector`
            for `DATA_DIR`), else from the environment, else from a file `.env` in the working folder. All settings are
            checked at start; if any is wrong, the server prints every mistake and ends.

            This page is printed by `./reflector settings`; a test keeps it equal to the program.

            | name | default | meaning |
            |---|---|---|

            """
        );
        var defaults = new ReflectorSettings();
        foreach (var (property, setting) in SettingProperty.All)
            text.Append("| `")
                .Append(setting.Name)
                .Append("` | ")
                .Append(Default(property, setting, defaults))
                .Append(" | ")
                .Append(setting.Description)
                .Append(Limits(property))
                .Append(string.Concat(setting.Aliases.Select(alias => $" Also read as `{alias}`.")))
                .Append(" |\n");
        return text.ToString();
    }

    /// <summary>Renders <c>.env.example</c>: every setting with its default, commented out.</summary>
    public static string RenderEnv()
    {
        var text = new StringBuilder(
            """
            # Copy this file to .env and take the # away in front of what you set. docs/configuration.md says the same as a
            # table. Printed by `./reflector settings --env`; a test keeps it equal to the program.

            """
        );
        var defaults = new ReflectorSettings();
        foreach (var (property, setting) in SettingProperty.All)
        {
            text.Append("\n# ").Append(setting.Description).Append(Limits(property)).Append('\n');
            if (setting.DefaultText is { } otherwise)
                text.Append("# If it is not set: ").Append(otherwise).Append(".\n");
            text.Append('#').Append(setting.Name).Append('=').Append(Value(property, defaults)).Append('\n');
        }
        return text.ToString();
    }

    private static string Value(PropertyInfo property, ReflectorSettings defaults) =>
        property.GetValue(defaults) switch
        {
            null => "",
            bool value => value ? "true" : "false",
            var value => value.ToString()!,
        };

    private static string Default(PropertyInfo property, SettingAttribute setting, ReflectorSettings defaults) =>
        setting.DefaultText
        ?? property.GetValue(defaults) switch
        {
            null or "" => "–",
            bool value => value ? "`true`" : "`false`",
            var value => $"`{value}`",
        };

    private static string Limits(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range ? $" {range.Minimum} to {range.Maximum}." : "";
}
