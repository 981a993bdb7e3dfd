using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Statistics;

/// <summary>Counts what was recorded, of all that somebody may list.</summary>
internal sealed class StatisticsReader(ReflectorDb db)
{
    private const int RowLimit = 100;

    /// <exception cref="Http.ApiValidationException">The database does not know the time zone.</exception>
    public async Task<StatisticsResponse> ReadAsync(
        StatisticsRange range,
        StatisticsInterval interval,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await CheckTimeZoneAsync(range.TimeZone, cancellationToken);
        var meetings = Meetings(range, caller);
        var periods = await PeriodsAsync(meetings, range, interval, cancellationToken);
        return new(
            range.From,
            range.To,
            interval,
            new(periods.Sum(period => period.Meetings), periods.Sum(period => period.Seconds)),
            periods,
            await RoomsAsync(meetings, cancellationToken),
            await SourcesAsync(meetings, cancellationToken),
            await SpeakersAsync(meetings, cancellationToken)
        );
    }

    private async Task CheckTimeZoneAsync(string timeZone, CancellationToken cancellationToken)
    {
        try
        {
            await db
                .Database.SqlQuery<DateTime>($"""SELECT now() AT TIME ZONE {timeZone} AS "Value" """)
                .SingleAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            throw StatisticsRange.UnknownTimeZone(timeZone);
        }
    }

    /// <summary>What has a recording; an upload that never came is no meeting.</summary>
    private IQueryable<Transcript> Meetings(StatisticsRange range, Caller caller)
    {
        var (from, to, zone) = range;
        var (notBefore, notAfter) = (range.NotBefore, range.NotAfter);
        return db
            .Transcripts.AsNoTracking()
            .ListedFor(db, caller)
            .Where(transcript => transcript.DurationMs > 0)
            .Where(transcript => transcript.CreatedAt >= notBefore && transcript.CreatedAt <= notAfter)
            .Where(transcript =>
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeBySystemTimeZoneId(transcript.CreatedAt.UtcDateTime, zone)
                ) >= from
            )
            .Where(transcript =>
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeBySystemTimeZoneId(transcript.CreatedAt.UtcDateTime, zone)
                ) <= to
            );
    }

    private static async Task<List<StatisticsPeriod>> PeriodsAsync(
        IQueryable<Transcript> meetings,
        StatisticsRange range,
        StatisticsInterval interval,
        CancellationToken cancellationToken
    )
    {
        var zone = range.TimeZone;
        var days = await meetings
            .GroupBy(transcript =>
                DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTimeBySystemTimeZoneId(transcript.CreatedAt.UtcDateTime, zone)
                )
            )
            .Select(day => new
            {
                day.Key,
                Meetings = day.Count(),
                Milliseconds = day.Sum(transcript => transcript.DurationMs),
            })
            .ToListAsync(cancellationToken);
        var periods = days.ToLookup(day => StatisticsRange.PeriodOf(day.Key, interval));
        return
        [
            .. range
                .Periods(interval)
                .Select(start => new StatisticsPeriod(
                    start,
                    periods[start].Sum(day => day.Meetings),
                    periods[start].Sum(day => day.Milliseconds) / 1000
                )),
        ];
    }

    private async Task<List<StatisticsRoom>> RoomsAsync(
        IQueryable<Transcript> meetings,
        CancellationToken cancellationToken
    )
    {
        var rows = await meetings
            .GroupBy(transcript => transcript.RoomId)
            .Select(room => new
            {
                room.Key,
                Meetings = room.Count(),
                Milliseconds = room.Sum(transcript => transcript.DurationMs),
            })
            .OrderByDescending(room => room.Milliseconds)
            .ThenBy(room => room.Key)
            .Take(RowLimit)
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Key).ToList();
        var names = await db
            .Rooms.Where(room => ids.Contains(room.Id))
            .ToDictionaryAsync(room => room.Id, room => room.Name, cancellationToken);
        return rows.ConvertAll(row => new StatisticsRoom(
            row.Key,
            row.Key is null ? null : names.GetValueOrDefault(row.Key),
            row.Meetings,
            row.Milliseconds / 1000
        ));
    }

    private static Task<List<StatisticsSource>> SourcesAsync(
        IQueryable<Transcript> meetings,
        CancellationToken cancellationToken
    ) =>
        meetings
            .GroupBy(transcript => transcript.SourceKind)
            .Select(source => new
            {
                source.Key,
                Meetings = source.Count(),
                Milliseconds = source.Sum(transcript => transcript.DurationMs),
            })
            .OrderByDescending(source => source.Milliseconds)
            .Select(source => new StatisticsSource(source.Key, source.Meetings, source.Milliseconds / 1000))
            .ToListAsync(cancellationToken);

    private Task<List<StatisticsSpeaker>> SpeakersAsync(
        IQueryable<Transcript> meetings,
        CancellationToken cancellationToken
    ) =>
        meetings
            .Join(
                db.TranscriptVoices,
                transcript => transcript.Id,
                voice => voice.TranscriptId,
                (transcript, voice) => voice
            )
            .GroupBy(voice => voice.Name)
            .Select(speaker => new
            {
                speaker.Key,
                Meetings = speaker.Select(voice => voice.TranscriptId).Distinct().Count(),
                Seconds = speaker.Sum(voice => voice.Seconds),
                Words = speaker.Sum(voice => (long)voice.Words),
            })
            .OrderByDescending(speaker => speaker.Seconds)
            .ThenBy(speaker => speaker.Key)
            .Take(RowLimit)
            .Select(speaker => new StatisticsSpeaker(speaker.Key, speaker.Meetings, speaker.Seconds, speaker.Words))
            .ToListAsync(cancellationToken);
}
