using System.Text.Json;

namespace Reflector.Server.Http;

/// <summary>A value of an enumeration in an address, spelled as JSON spells it.</summary>
internal readonly record struct QueryEnum<T>(T Value) : IParsable<QueryEnum<T>>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>()
        .ToDictionary(
            value => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString()!,
            StringComparer.Ordinal
        );

    public static QueryEnum<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out QueryEnum<T> result)
    {
        var isKnown = Values.TryGetValue(s ?? "", out var value);
        result = new(value);
        return isKnown;
    }
}
