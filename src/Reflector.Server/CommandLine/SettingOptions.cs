using System.CommandLine;
using Reflector.Server.Configuration;

namespace Reflector.Server.CommandLine;

/// <summary>Every setting as an option of every verb: <c>--data-dir</c> for <c>DATA_DIR</c>.</summary>
internal sealed class SettingOptions
{
    private static readonly string[] Shown = ["PORT", "DATA_DIR", "DATABASE_URL", "LOG_LEVEL"];

    private readonly Dictionary<string, Option<string>> _options = SettingProperty
        .All.Select(property => property.Setting)
        .ToDictionary(
            setting => setting.Name,
            setting => new Option<string>(setting.CommandLineName)
            {
                Description = setting.Description.Replace("`", "", StringComparison.Ordinal),
                HelpName = setting.Name,
                Recursive = true,
                // The whole list is `reflector settings`; help shows what people set by hand.
                Hidden = !Shown.Contains(setting.Name),
            },
            StringComparer.Ordinal
        );

    public void AddTo(Command command)
    {
        foreach (var option in _options.Values)
            command.Options.Add(option);
    }

    /// <summary>Command line before environment before <c>.env</c>.</summary>
    /// <exception cref="SettingsException">With every mistake.</exception>
    public ReflectorSettings Bind(ParseResult arguments)
    {
        var given = _options
            .Select(pair => KeyValuePair.Create(pair.Key, arguments.GetValue(pair.Value)))
            .Where(pair => pair.Value is not null);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(DotEnv.Read(".env"))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(given!)
            .Build();
        return SettingsBinder.Bind(configuration);
    }
}
