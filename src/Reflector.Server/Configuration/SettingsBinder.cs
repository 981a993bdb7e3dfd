using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Reflector.Server.Configuration;

/// <summary>The settings cannot be used; the message lists every mistake.</summary>
internal sealed class SettingsException(IReadOnlyList<string> mistakes)
    : Exception(
        mistakes.Count == 1
            ? $"A setting is wrong: {mistakes[0]}"
            : $"{mistakes.Count} settings are wrong:{string.Concat(mistakes.Select(mistake => "\n  - " + mistake))}"
    )
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}

internal sealed record SettingProperty(PropertyInfo Property, SettingAttribute Setting)
{
    public static IReadOnlyList<SettingProperty> All { get; } =
    [
        .. typeof(ReflectorSettings)
            .GetProperties()
            .Select(property => (property, setting: property.GetCustomAttribute<SettingAttribute>()))
            .Where(pair => pair.setting is not null)
            .Select(pair => new SettingProperty(pair.property, pair.setting!)),
    ];
}

/// <summary>Binds and validates <see cref="ReflectorSettings"/>, collecting all mistakes instead of stopping at the first.</summary>
internal static class SettingsBinder
{
    public static ReflectorSettings Bind(IConfiguration configuration)
    {
        var settings = new ReflectorSettings();
        var mistakes = new List<string>();
        foreach (var (property, setting) in SettingProperty.All)
        {
            var text = new[] { setting.Name }
                .Concat(setting.Aliases)
                .Select(name => configuration[name])
                .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
            if (text is null)
                continue;
            var shown = setting.Secret ? "its value" : $"\"{text}\"";
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (Convert(type, text.Trim()) is not { } value)
            {
                mistakes.Add($"{setting.Name}: {shown} is not {Expectation(type)}.");
                continue;
            }
            property.SetValue(settings, value);
            foreach (
                var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(value))
            )
                mistakes.Add($"{setting.Name}: {shown} {Describe(rule)}.");
        }
        mistakes.AddRange(CrossChecks(settings));
        return mistakes.Count == 0 ? settings : throw new SettingsException(mistakes);
    }

    private static IEnumerable<string> CrossChecks(ReflectorSettings settings)
    {
        if (settings is { TranscriptBackend: "openai", TranscriptUrl: null })
            yield return "TRANSCRIPT_URL: is needed with TRANSCRIPT_BACKEND=openai.";
        if (settings is { CorsAllowCredentials: true, CorsOrigin: "*" })
            yield return "CORS_ALLOW_CREDENTIALS: cannot be combined with CORS_ORIGIN=*; name the origins.";
        foreach (
            var mistake in settings
                .AccountMistakes()
                .Concat(settings.StorageMistakes())
                .Concat(settings.DiarizationMistakes())
        )
            yield return mistake;
        if (settings.DatabaseUrl is not null && !Database.DatabaseUrl.TryParse(settings.DatabaseUrl, out _))
            yield return "DATABASE_URL: its value is not an address such as postgresql://USER:PASSWORD@HOST:5432/NAME.";
        if (settings.MeetingLogo is not null && !File.Exists(settings.MeetingLogo))
            yield return $"MEETING_LOGO: the file \"{settings.MeetingLogo}\" does not exist.";
        if (settings.SpeechModelDir is not null && !Directory.Exists(settings.SpeechModelDir))
            yield return $"SPEECH_MODEL_DIR: the folder \"{settings.SpeechModelDir}\" does not exist.";
    }

    private static object? Convert(Type type, string text)
    {
        if (type == typeof(bool))
            return text.ToLowerInvariant() switch
            {
                "true" or "1" or "yes" or "on" => true,
                "false" or "0" or "no" or "off" => false,
                _ => null,
            };
        if (type == typeof(LogLevel) && (int.TryParse(text, out _) || !Enum.TryParse<LogLevel>(text, true, out _)))
            return null;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Expectation(Type type) =>
        type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a whole number";

    private static string Describe(ValidationAttribute rule) =>
        rule switch
        {
            RangeAttribute range => $"is not between {range.Minimum} and {range.Maximum}",
            AllowedValuesAttribute allowed => $"is not one of {string.Join(", ", allowed.Values)}",
            NetworkListAttribute => "is not a list of addresses or networks such as 10.0.0.0/8",
            StringListAttribute => "is not a JSON list of texts",
            MinLengthAttribute minimum => $"has fewer than {minimum.Length} characters",
            UrlAttribute => "is not an http:// or https:// address",
            _ => "is not valid",
        };
}
