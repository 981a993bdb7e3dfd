using Reflector.Server.Http;

namespace Reflector.Server.Statistics;

/// <summary>Whole days in somebody's time zone.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="TimeZone">As the database knows it: <c>Europe/Berlin</c>.</param>
internal sealed record StatisticsRange(DateOnly From, DateOnly To, string TimeZone)
{
    private const int DaysLimit = 3660;
    private const int DefaultDays = 91;
    private const int TimeZoneLimit = 100;
    private static readonly DateOnly Earliest = new(1970, 1, 1);
    private static readonly DateOnly Latest = new(9000, 1, 1);

    /// <summary>Some time before the first day begins, wherever that is.</summary>
    public DateTimeOffset NotBefore => At(From.AddDays(-1));

    /// <summary>Some time after the last day has ended, wherever that is.</summary>
    public DateTimeOffset NotAfter => At(To.AddDays(2));

    /// <exception cref="ApiException">400 when it ends before it begins.</exception>
    /// <exception cref="ApiValidationException">It is too long or far away.</exception>
    public static StatisticsRange Of(DateOnly? from, DateOnly? to, string? timeZone, TimeProvider clock)
    {
        var last = to ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        CheckYear("to", last);
        var first = from ?? last.AddDays(1 - DefaultDays);
        CheckYear("from", first);
        if (first > last)
            throw ApiException.BadRequest("'from' must be less than or equal to 'to'");
        if (last.DayNumber - first.DayNumber >= DaysLimit)
            throw new ApiValidationException("range", ["query", "from"], $"Statistics span at most {DaysLimit} days");
        if (timeZone is null)
            return new(first, last, "UTC");
        // What begins otherwise is an offset to the database, and the wrong way round.
        return timeZone.Length is > 0 and <= TimeZoneLimit && char.IsAsciiLetter(timeZone[0]) && timeZone.All(IsOfName)
            ? new(first, last, timeZone)
            : throw UnknownTimeZone(timeZone);
    }

    public static ApiValidationException UnknownTimeZone(string timeZone) =>
        new("value_error", ["query", "time_zone"], "Input should be a time zone such as 'Europe/Berlin'", timeZone);

    /// <summary>The first day of every period that has a day in it.</summary>
    public IEnumerable<DateOnly> Periods(StatisticsInterval interval)
    {
        for (var start = PeriodOf(From, interval); start <= To; start = Next(start, interval))
            yield return start;
    }

    public static DateOnly PeriodOf(DateOnly day, StatisticsInterval interval) =>
        interval switch
        {
            StatisticsInterval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            StatisticsInterval.Month => new(day.Year, day.Month, 1),
            _ => day,
        };

    private static DateOnly Next(DateOnly start, StatisticsInterval interval) =>
        interval switch
        {
            StatisticsInterval.Week => start.AddDays(7),
            StatisticsInterval.Month => start.AddMonths(1),
            _ => start.AddDays(1),
        };

    private static void CheckYear(string field, DateOnly day)
    {
        if (day < Earliest || day > Latest)
            throw new ApiValidationException("range", ["query", field], "Input should be a day since 1970", day);
    }

    private static bool IsOfName(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+';

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
