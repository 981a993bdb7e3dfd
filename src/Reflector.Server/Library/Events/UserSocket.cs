using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Events;

namespace Reflector.Server.Library.Events;

/// <summary>Tells a person what happens to the transcripts in their list.</summary>
internal static class UserSocket
{
    public static void MapUserEvents(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/events", HandleAsync)
            .WithName("v1_user_get_websocket_events")
            .WithSummary("WebSocket with the events of my transcripts")
            .WithTags("user")
            .Produces<UserWs>()
            .RequireCaller();

    /// <summary>Without <c>after</c> only what happens from now on; with it, everything behind that position.</summary>
    private static async Task HandleAsync(
        HttpContext context,
        IDbContextFactory<ReflectorDb> databases,
        EventConnection connection,
        Caller caller,
        long? after = null
    )
    {
        if (after is null)
        {
            await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
            after = await EventLog.LastSeqAsync(db, EventLog.LibraryStream, context.RequestAborted);
        }
        await connection.SendAsync(context, EventLog.LibraryStream, after.Value, item => item.DataFor(caller));
    }
}
