using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Events;

/// <param name="Seq">Position in the log; grows within a stream, with gaps.</param>
/// <param name="Data">JSON.</param>
internal sealed record StoredEvent(long Seq, string Name, string Data);

/// <summary>The table of everything that happened, from which browsers and other subscribers are told.</summary>
internal sealed class EventLog(TimeProvider clock)
{
    /// <summary>What every list of transcripts may have to show; the database appends to it.</summary>
    public const string LibraryStream = "transcripts";

    public static string TranscriptStream(string transcriptId) => "transcript:" + transcriptId;

    /// <summary>Appends in the transaction of <paramref name="db"/>: what is rolled back was never said.</summary>
    public Task AppendAsync(
        ReflectorDb db,
        string stream,
        string name,
        object data,
        CancellationToken cancellationToken
    )
    {
        var json = JsonSerializer.Serialize(data, data.GetType(), ApiJson.Options);
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"SELECT append_event({stream}, {name}, {json}::jsonb, {now})",
            cancellationToken
        );
    }

    public static Task<List<StoredEvent>> ReadAsync(
        ReflectorDb db,
        string stream,
        long after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        db
            .Database.SqlQuery<StoredEvent>(
                $"""
                SELECT seq AS "Seq", name AS "Name", data::text AS "Data" FROM event
                WHERE stream = {stream} AND seq > {after} ORDER BY seq LIMIT {limit}
                """
            )
            .ToListAsync(cancellationToken);

    public static Task<long> LastSeqAsync(ReflectorDb db, string stream, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<long>($"""SELECT COALESCE(MAX(seq), 0) AS "Value" FROM event WHERE stream = {stream}""")
            .SingleAsync(cancellationToken);

    public static Task RemoveAsync(
        ReflectorDb db,
        string stream,
        IReadOnlyCollection<string>? names,
        CancellationToken cancellationToken
    ) =>
        names is null
            ? db.Database.ExecuteSqlAsync($"DELETE FROM event WHERE stream = {stream}", cancellationToken)
            : db.Database.ExecuteSqlAsync(
                $"DELETE FROM event WHERE stream = {stream} AND name = ANY({names.ToArray()})",
                cancellationToken
            );
}
