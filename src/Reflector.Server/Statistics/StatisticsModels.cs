using Reflector.Server.Transcripts;

namespace Reflector.Server.Statistics;

internal enum StatisticsInterval
{
    Day,

    /// <summary>From Monday.</summary>
    Week,

    Month,
}

/// <summary>What was recorded, of all that the caller may list.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Total">Over all of it.</param>
/// <param name="Periods">In order, empty ones included.</param>
/// <param name="Rooms">Longest first; 100 at most.</param>
/// <param name="Sources">Longest first.</param>
/// <param name="Speakers">Longest first; 100 at most.</param>
internal sealed record StatisticsResponse(
    DateOnly From,
    DateOnly To,
    StatisticsInterval Interval,
    StatisticsTotal Total,
    IReadOnlyList<StatisticsPeriod> Periods,
    IReadOnlyList<StatisticsRoom> Rooms,
    IReadOnlyList<StatisticsSource> Sources,
    IReadOnlyList<StatisticsSpeaker> Speakers
);

/// <param name="Meetings">How many were recorded.</param>
/// <param name="Seconds">How long they are together.</param>
internal sealed record StatisticsTotal(int Meetings, double Seconds);

/// <param name="Start">Its first day; also when that lies before <c>from</c>.</param>
internal sealed record StatisticsPeriod(DateOnly Start, int Meetings, double Seconds);

/// <param name="RoomId">Null for what was recorded in no room.</param>
/// <param name="RoomName">Null as well when the room is gone.</param>
internal sealed record StatisticsRoom(string? RoomId, string? RoomName, int Meetings, double Seconds);

internal sealed record StatisticsSource(SourceKind SourceKind, int Meetings, double Seconds);

/// <param name="Name">Null for all voices together that nobody has named.</param>
/// <param name="Meetings">In how many the voice was heard.</param>
/// <param name="Seconds">While words were spoken.</param>
internal sealed record StatisticsSpeaker(string? Name, int Meetings, double Seconds, long Words);
