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
                ORDER BY count(*) DESC, query::text
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

    /// <summary>What is found in a text is found in a longer one as well: nothing is asked to be absent.</summary>
    public bool IsMonotone => !_parts.Any(part => part.Text.Contains('!', StringComparison.Ordinal));

    /// <summary>
    /// A table, to be given an alias: the rows of <c>search_document</c> that match, with what a listing asks of them.
    /// <c>OFFSET 0</c> fences it, so that the index on the words answers it alone: as one of several conditions
    /// PostgreSQL would compare the words row by row, for which it unpacks the whole text of each.
    /// </summary>
    /// <param name="words">The column with the vector: <c>words</c> or <c>head</c>.</param>
    public string Documents(string words) =>
        $"""
            (
                SELECT ctid AS spot, transcript_id, user_id, room_id, share_mode, source_kind, created_at
                FROM search_document WHERE {words} @@ @{_prefix}::tsquery OFFSET 0
            )
            """;

    /// <summary>A table with the <c>transcript_id</c> of each passage that matches.</summary>
    public string Passages =>
        _parts.Count == 1
            ? $"(SELECT transcript_id FROM passage WHERE words @@ @{_prefix}0::tsquery)"
            : "("
                + string.Join(
                    " UNION ALL ",
                    _parts.Select(
                        (_, index) =>
                            $"""
                                SELECT p.transcript_id FROM passage p
                                JOIN search_document d ON d.transcript_id = p.transcript_id
                                WHERE p.words @@ @{_prefix}{index}::tsquery AND d.configuration = ANY(@{_prefix}c{index})
                                """
                    )
                )
                + ")";

    /// <param name="document">Alias of the row of <c>search_document</c> that knows the language.</param>
    /// <param name="words">The vector of a passage.</param>
    public string Matches(string document, string words) => $"{words} @@ {For(document)}";

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
        _parts
            .SelectMany(
                (part, index) =>
                    new NpgsqlParameter[]
                    {
                        new($"{_prefix}{index}", part.Text),
                        new($"{_prefix}c{index}", part.Configurations),
                    }
            )
            .Prepend(new(_prefix, Whole));

    /// <summary>
    /// Every part, each for its languages: a document has its own among its words, behind a sign that no word begins
    /// with. The first part, which has the most languages, is for all but the others': the index reads less then.
    /// </summary>
    private string Whole
    {
        get
        {
            if (IsEmpty)
                return "";
            var others = _parts.Skip(1).ToList();
            var whole = $"( {_parts[0].Text} )";
            if (others.Count > 0)
                whole += $" & !{AnyOf(others.SelectMany(part => part.Configurations))}";
            return string.Join(
                " | ",
                others.Select(part => $"( {part.Text} ) & {AnyOf(part.Configurations)}").Prepend(whole)
            );

            static string AnyOf(IEnumerable<string> configurations) =>
                $"( {string.Join(" | ", configurations.Select(name => $"'={name}'"))} )";
        }
    }

    private sealed record Part(string Text, string[] Configurations);
}
