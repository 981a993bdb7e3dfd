using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Http;

namespace Reflector.Server.Statistics;

internal static class StatisticsEndpoint
{
    public static void MapStatistics(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/statistics", ReadAsync)
            .WithName("v1_statistics")
            .WithSummary("How much was recorded, over time, by room, by source and by speaker")
            .WithTags("transcripts")
            .RequireCaller();

    private static Task<StatisticsResponse> ReadAsync(
        StatisticsReader reader,
        TimeProvider clock,
        Caller caller,
        CancellationToken cancellationToken,
        DateOnly? from = null,
        DateOnly? to = null,
        QueryEnum<StatisticsInterval>? interval = null,
        string? time_zone = null
    ) =>
        reader.ReadAsync(
            StatisticsRange.Of(from, to, time_zone, clock),
            interval?.Value ?? StatisticsInterval.Week,
            caller,
            cancellationToken
        );
}
