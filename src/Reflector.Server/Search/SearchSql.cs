using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

internal static class SearchSql
{
    /// <param name="db">Where it is read.</param>
    /// <param name="sql">Put together of our own text; whatever comes from people is among the parameters.</param>
    /// <param name="parameters">By name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<T>> ReadAsync<T>(
        this ReflectorDb db,
        string sql,
        IEnumerable<NpgsqlParameter> parameters,
        CancellationToken cancellationToken
    ) => db.Database.SqlQueryRaw<T>(sql, [.. parameters]).ToListAsync(cancellationToken);

    /// <summary>How many rows of <c>search_document</c>, alias <c>d</c>, a condition is true for.</summary>
    public static async Task<int> CountAsync(
        this ReflectorDb db,
        string from,
        IEnumerable<NpgsqlParameter> parameters,
        CancellationToken cancellationToken
    ) => (await db.ReadAsync<int>($"""SELECT count(*)::int AS "Value" {from}""", parameters, cancellationToken))[0];
}
