using Reflector.Server.Http;

namespace Reflector.Server.Library.Filters;

/// <summary>What can be saved as a filter.</summary>
internal static class FilterRules
{
    private const int NameLimit = 100;
    private const int SearchLimit = 500;
    private const int IdLimit = 200;
    private const int DaysLimit = 3660;

    /// <exception cref="ApiValidationException">It is blank or too long.</exception>
    public static string Name(string name)
    {
        TextRules.Check("name", name, NameLimit);
        return name.Trim() is { Length: > 0 } trimmed ? trimmed : throw Invalid("name", "String should not be blank");
    }

    /// <exception cref="ApiValidationException">It narrows nothing, or to what cannot be.</exception>
    public static FilterQuery Query(FilterQuery query)
    {
        TextRules.Check("query", query.Q, SearchLimit);
        TextRules.Check("query", query.Room, IdLimit);
        query = query with { Q = Text(query.Q), Room = Text(query.Room) };
        if (query == new FilterQuery())
            throw Invalid("query", "A filter should narrow the list");
        if (query.Days is < 1 or > DaysLimit)
            throw Invalid("query", $"days should be between 1 and {DaysLimit}");
        if (query.Days is not null && (query.From is not null || query.To is not null))
            throw Invalid("query", "days should stand alone, without from and to");
        if (query.From > query.To)
            throw Invalid("query", "from should not be after to");
        return query;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ApiValidationException Invalid(string field, string message) =>
        new("value_error", ["body", field], message);
}
