using Npgsql;
using NpgsqlTypes;
using Reflector.Server.Transcripts;

namespace Reflector.Benchmarks.Search;

/// <summary>Fills a database with transcripts as finished pipelines leave them, but for the topics' words, which no search reads.</summary>
internal sealed class MadeLibrary(string connectionString, int count, int longOnes)
{
    public const string Many = "owner-of-many";
    public const string Few = "owner-of-few";

    private const int BatchSize = 250;
    private const int Rooms = 200;
    private const int Others = 500;
    private const int OwnedByFew = 40;

    /// <summary>Of the whole.</summary>
    private const double ShareOfMany = 0.6;

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }
        );
        await ExecuteAsync(
            source,
            $"""
            INSERT INTO room (id, name, user_id, created_at, is_shared)
            SELECT 'room-' || n, 'room-' || n, '{Many}', now(), n % 5 = 0 FROM generate_series(0, {Rooms - 1}) n
            """,
            cancellationToken
        );
        // What derives the search from a row: here it is done for a batch at a time.
        await ExecuteAsync(source, "ALTER TABLE transcript DISABLE TRIGGER USER", cancellationToken);
        var indexes = await TakeIndexesAsync(source, cancellationToken);
        var batches = Enumerable.Range(0, count).Chunk(BatchSize);
        var done = 0;
        await Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
            async (batch, token) =>
            {
                await WriteAsync(source, batch, token);
                var reached = Interlocked.Add(ref done, batch.Length);
                if (reached % 10_000 == 0)
                    Console.WriteLine($"{reached:N0} made");
            }
        );
        foreach (var index in indexes)
            await ExecuteAsync(source, $"SET maintenance_work_mem = '512MB'; {index}", cancellationToken);
        await ExecuteAsync(
            source,
            $"SELECT setval('transcript_change_seq', {count}); ALTER TABLE transcript ENABLE TRIGGER USER",
            cancellationToken
        );
        await ExecuteAsync(source, "VACUUM ANALYZE", cancellationToken);
    }

    private async Task WriteAsync(NpgsqlDataSource source, int[] numbers, CancellationToken cancellationToken)
    {
        var made = numbers.Select(number => (number, MadeTranscript.Of(number, Minutes(number)))).ToList();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await CopyTranscriptsAsync(connection, made, cancellationToken);
        await ExecuteAsync(
            connection,
            """
            CREATE TEMP TABLE IF NOT EXISTS spoken (
                transcript_id text, position integer, start_time float8, end_time float8, speaker integer, text text
            )
            """,
            cancellationToken
        );
        await CopyPassagesAsync(connection, made, cancellationToken);
        await ExecuteAsync(
            connection,
            """
            INSERT INTO passage
            SELECT s.*, to_tsvector(search_configuration(t.source_language)::regconfig, s.text)
            FROM spoken s JOIN transcript t ON t.id = s.transcript_id ORDER BY s.transcript_id, s.position;
            SELECT refresh_search_document(transcript_id) FROM (SELECT DISTINCT transcript_id FROM spoken) s;
            TRUNCATE spoken
            """,
            cancellationToken
        );
    }

    private async Task CopyTranscriptsAsync(
        NpgsqlConnection connection,
        List<(int, MadeTranscript)> made,
        CancellationToken cancellationToken
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY transcript (id, user_id, name, status, duration_ms, title, short_summary, long_summary, generated_by,
                source_language, share_mode, source_kind, room_id, webvtt, created_at, change_seq)
            FROM STDIN (FORMAT BINARY)
            """,
            cancellationToken
        );
        foreach (var (number, transcript) in made)
        {
            var random = new Random(number + 1);
            var inRoom = random.Next(2) == 0;
            object?[] row =
            [
                transcript.Id,
                Owner(number, random),
                $"Transcript {transcript.CreatedAt:yyyy-MM-dd HH:mm}",
                "ended",
                transcript.Seconds * 1000,
                transcript.Title,
                transcript.ShortSummary,
                transcript.LongSummary,
                "extractive",
                transcript.Language,
                random.Next(10) switch
                {
                    < 7 => "private",
                    < 9 => "semi-private",
                    _ => "public",
                },
                inRoom ? "room" : "file",
                inRoom ? $"room-{random.Next(Rooms)}" : null,
                TranscriptFormats.StoredWebVtt(transcript.Segments),
            ];
            await copy.StartRowAsync(cancellationToken);
            foreach (var value in row)
            {
                if (value is null)
                    await copy.WriteNullAsync(cancellationToken);
                else
                    await copy.WriteAsync(value, cancellationToken);
            }
            await copy.WriteAsync(transcript.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync((long)number + 1, NpgsqlDbType.Bigint, cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task CopyPassagesAsync(
        NpgsqlConnection connection,
        List<(int, MadeTranscript)> made,
        CancellationToken cancellationToken
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY spoken FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var (_, transcript) in made)
        {
            foreach (var (position, segment) in transcript.Segments.Index())
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(transcript.Id, cancellationToken);
                await copy.WriteAsync(position, cancellationToken);
                await copy.WriteAsync(segment.Start, cancellationToken);
                await copy.WriteAsync(segment.End, cancellationToken);
                await copy.WriteAsync(segment.Speaker, cancellationToken);
                await copy.WriteAsync(segment.Text, cancellationToken);
            }
        }
        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Long ones are 30 to 60 minutes and lie among the others; those are one to three.</summary>
    private double Minutes(int number)
    {
        var random = new Random(number + 2);
        return random.NextDouble() < (double)longOnes / count
            ? 30 + (30 * random.NextDouble())
            : 1 + (2 * random.NextDouble());
    }

    private string Owner(int number, Random random) =>
        number % (count / OwnedByFew) == 0 ? Few
        : random.NextDouble() < ShareOfMany ? Many
        : $"owner-{random.Next(Others)}";

    /// <summary>An index over words is built far faster than it grows.</summary>
    private static async Task<List<string>> TakeIndexesAsync(
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        var taken = new List<string>();
        await using (
            var command = source.CreateCommand(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% USING gin %'"
            )
        )
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                taken.Add($"DROP INDEX IF EXISTS {reader.GetString(0)}; {reader.GetString(1)}");
        }
        foreach (var index in taken)
            await ExecuteAsync(source, index[..index.IndexOf(';', StringComparison.Ordinal)], cancellationToken);
        return taken;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
