using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Reflector.Server.Configuration;

/// <summary>A setting that holds several texts: a JSON list, or separated by commas.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StringListAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string text && Parse(text) is not null;

    /// <returns>Null for a broken JSON list.</returns>
    public static IReadOnlyList<string>? Parse(string text)
    {
        if (!text.TrimStart().StartsWith('['))
            return ReflectorSettings.Listed(text);
        try
        {
            var list = JsonSerializer.Deserialize<string?[]>(text);
            return list is null || list.Contains(null) ? null : [.. list.OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
