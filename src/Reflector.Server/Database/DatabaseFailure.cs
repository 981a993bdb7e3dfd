using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Reflector.Server.Database;

internal static class DatabaseFailure
{
    /// <summary>
    /// The database's part in a failure, null when it has none. Entity Framework wraps what may pass in an
    /// <see cref="InvalidOperationException"/> that advises another retry strategy.
    /// </summary>
    public static NpgsqlException? Of(Exception exception) =>
        exception switch
        {
            NpgsqlException npgsql => npgsql,
            DbUpdateException or InvalidOperationException when exception.InnerException is { } inner => Of(inner),
            _ => null,
        };
}
