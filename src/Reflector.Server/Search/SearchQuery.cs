using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

/// <summary>
/// What is looked for, once for every way in which the stored languages compare words; ways that come to the same are
/// one part. Its SQL names its parameters itself.
/// </summary>
internal sealed class SearchQuery
{
    private readonly string _prefix;
    private readonly IReadOnlyList<Part> _parts;

    private SearchQuery(string prefix, IReadOnlyList<Part> parts)
    {
        _prefix = prefix;
        _parts = parts;
    }

    /// <summary>There is nothing in it to look for, such as stop words only.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>As people write it in search engines: all words, <c>"a phrase"</c>, <c>or</c>, <c>-without</c>.</summary>
    /// <param name="db">Knows which languages are stored.</param>
    /// <param name="text">Trimmed.</param>
    /// <param name="prefix">Of its parameters' names.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SearchQuery> ParseAsync(
        ReflectorDb db,
        string text,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        var parts = await db
            .Database.SqlQuery<Part>(
                $"""
                WITH RECURSIVE used AS (
                    (SELECT configuration FROM search_document ORDER BY configuration LIMIT 1)
                    UNION ALL
                    SELECT (
                        SELECT d.configuration FROM search_document d
                        WHERE d.configuration > used.configuration ORDER BY d.configuration LIMIT 1
                    ) FROM used WHERE used.configuration IS NOT NULL
                )
                SELECT query::text AS "Text", array_agg(configuration::text) AS "Configurations"
                FROM used
                CROSS JOIN LATERAL websearch_to_tsquery(configuration::regconfig, {text}) query
                WHERE configuration IS NOT NULL AND numnode(query) > 0
                GROUP BY query::text
                ORDER BY query::text
                """
            )
            .ToListAsync(cancellationToken);
        return new(prefix, parts);
    }

    /// <summary>Any of the words and phrases that <paramref name="text"/> asks for, so that a whole question finds something.</summary>
    public static Task<SearchQuery> ParseAnyAsync(
        ReflectorDb db,
        string text,
        string prefix,
        CancellationToken cancellationToken
    ) => ParseAsync(db, new QueryText(text).Any, prefix, cancellationToken);

    /// <param name="document">Alias of the row of <c>search_document</c> that knows the language.</param>
    /// <param name="words">The vector.</param>
    public string Matches(string document, string words) =>
        _parts.Count switch
        {
            0 => "false",
            1 => $"{words} @@ @{_prefix}0::tsquery",
            _ => "("
                + string.Join(
                    " OR ",
                    _parts.Select(
                        (_, index) =>
                            $"{words} @@ @{_prefix}{index}::tsquery AND {document}.configuration = ANY(@{_prefix}c{index})"
                    )
                )
                + ")",
        };

    /// <summary>An expression: the part that is right for the language of <paramref name="document"/>.</summary>
    public string For(string document)
    {
        if (_parts.Count == 1)
            return $"@{_prefix}0::tsquery";
        var text = new StringBuilder("(CASE");
        for (var index = 0; index < _parts.Count; index++)
            text.Append(
                CultureInfo.InvariantCulture,
                $" WHEN {document}.configuration = ANY(@{_prefix}c{index}) THEN @{_prefix}{index}::tsquery"
            );
        return text.Append(" END)").ToString();
    }

    public IEnumerable<NpgsqlParameter> Parameters =>
        _parts.SelectMany(
            (part, index) =>
                new NpgsqlParameter[]
                {
                    new($"{_prefix}{index}", part.Text),
                    new($"{_prefix}c{index}", part.Configurations),
                }
        );

    private sealed record Part(string Text, string[] Configurations);
}
