using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Meetings;
using Reflector.Server.Rooms.Webhooks;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Rooms;

internal static class RoomEndpoints
{
    public static IEndpointRouteBuilder MapRooms(this IEndpointRouteBuilder routes)
    {
        var rooms = routes.MapGroup("/v1/rooms").WithTags("rooms");
        rooms
            .MapGet("/", ListAsync)
            .WithName("v1_rooms_list")
            .WithSummary("My rooms and the shared ones, newest first")
            .RequireCallerUnlessPublic();
        rooms.MapPost("/", CreateAsync).WithName("v1_rooms_create").WithSummary("Create a room").RequireCaller();
        rooms.MapGet("/{room_id}", GetAsync).WithName("v1_rooms_get").WithSummary("Read a room by its id");
        rooms
            .MapGet("/name/{room_name}", GetByNameAsync)
            .WithName("v1_rooms_get_by_name")
            .WithSummary("Read a room by its name, as whoever is to meet in it does");
        rooms
            .MapPatch("/{room_id}", UpdateAsync)
            .WithName("v1_rooms_update")
            .WithSummary("Change a room")
            .RequireCaller();
        rooms
            .MapDelete("/{room_id}", DeleteAsync)
            .WithName("v1_rooms_delete")
            .WithSummary("Delete a room; what was recorded in it stays")
            .RequireCaller();
        rooms
            .MapPost("/{room_id}/webhook/test", TestWebhookAsync)
            .WithName("v1_rooms_test_webhook")
            .WithSummary("Send the room's webhook a test event")
            .RequireCaller();
        rooms.MapRoomMeetings();
        return routes;
    }

    private static async Task<Page<RoomDetails>> ListAsync(
        ReflectorDb db,
        RoomActivity activity,
        PlatformSelection selection,
        Caller caller,
        CancellationToken cancellationToken,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        var query = db
            .Rooms.AsNoTracking()
            .ListedFor(caller)
            .OrderByDescending(room => room.CreatedAt)
            .ThenBy(room => room.Id);
        var rooms = await paging.ApplyAsync(query, room => room, cancellationToken);
        var live = await activity.OfAsync(db, [.. rooms.Items.Select(room => room.Id)], cancellationToken);
        return new(
            [.. rooms.Items.Select(room => room.ToDetails(caller, selection, live[room.Id]))],
            rooms.Total,
            rooms.PageNumber,
            rooms.Size,
            rooms.Pages
        );
    }

    private static async Task<RoomView> CreateAsync(
        CreateRoom request,
        ReflectorDb db,
        VideoPlatformRegistry platforms,
        PlatformSelection selection,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var room = new Room
        {
            Id = Guid.CreateVersion7().ToString(),
            Name = request.Name,
            UserId = caller.RequiredUserId,
            CreatedAt = clock.GetUtcNow(),
            ZulipAutoPost = request.ZulipAutoPost,
            ZulipStream = request.ZulipStream,
            ZulipTopic = request.ZulipTopic,
            IsLocked = request.IsLocked,
            RoomMode = request.RoomMode,
            RecordingType = request.RecordingType,
            RecordingTrigger = request.RecordingTrigger,
            IsShared = request.IsShared,
            WebhookUrl = NullIfEmpty(request.WebhookUrl),
            WebhookSecret = NullIfEmpty(request.WebhookSecret),
            IcsUrl = NullIfEmpty(request.IcsUrl),
            IcsFetchInterval = request.IcsFetchInterval,
            IcsEnabled = request.IcsEnabled,
            Platform = NullIfEmpty(request.Platform),
            SkipConsent = request.SkipConsent,
            ConsentPolicy = request.ConsentPolicy,
            AudioRetentionDays = request.AudioRetentionDays,
            RetentionDays = request.RetentionDays,
            SummaryTemplate = NullIfEmpty(request.SummaryTemplate),
            SummaryPrompt = NullIfEmpty(request.SummaryPrompt),
        };
        RoomRules.Check(room, platforms);
        if (room.WebhookUrl is not null)
            room.WebhookSecret ??= RoomRules.NewSecret();
        db.Rooms.Add(room);
        await SaveAsync(db, cancellationToken);
        return room.ToView(caller, selection, RoomLive.Quiet);
    }

    private static async Task<RoomDetails> GetAsync(
        string room_id,
        ReflectorDb db,
        RoomActivity activity,
        PlatformSelection selection,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ReadableAsync(room_id, caller, cancellationToken);
        return room.ToDetails(caller, selection, await activity.OfAsync(db, room.Id, cancellationToken));
    }

    private static async Task<RoomDetails> GetByNameAsync(
        string room_name,
        ReflectorDb db,
        RoomActivity activity,
        PlatformSelection selection,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ByNameAsync(room_name, cancellationToken);
        return room.ToDetails(caller, selection, await activity.OfAsync(db, room.Id, cancellationToken));
    }

    private static async Task<RoomDetails> UpdateAsync(
        string room_id,
        UpdateRoom change,
        ReflectorDb db,
        RoomActivity activity,
        VideoPlatformRegistry platforms,
        PlatformSelection selection,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.ChangeableAsync(room_id, caller, cancellationToken);
        room.Name = change.Name ?? room.Name;
        room.ZulipAutoPost = change.ZulipAutoPost ?? room.ZulipAutoPost;
        room.ZulipStream = change.ZulipStream ?? room.ZulipStream;
        room.ZulipTopic = change.ZulipTopic ?? room.ZulipTopic;
        room.IsLocked = change.IsLocked ?? room.IsLocked;
        room.RoomMode = change.RoomMode ?? room.RoomMode;
        room.RecordingType = change.RecordingType ?? room.RecordingType;
        room.RecordingTrigger = change.RecordingTrigger ?? room.RecordingTrigger;
        room.IsShared = change.IsShared ?? room.IsShared;
        room.IcsFetchInterval = change.IcsFetchInterval ?? room.IcsFetchInterval;
        room.IcsEnabled = change.IcsEnabled ?? room.IcsEnabled;
        room.SkipConsent = change.SkipConsent ?? room.SkipConsent;
        room.ConsentPolicy = change.ConsentPolicy ?? room.ConsentPolicy;
        if (change.Gives(nameof(change.AudioRetentionDays)))
            room.AudioRetentionDays = change.AudioRetentionDays;
        if (change.Gives(nameof(change.RetentionDays)))
            room.RetentionDays = change.RetentionDays;
        if (change.Gives(nameof(change.SummaryTemplate)))
            room.SummaryTemplate = NullIfEmpty(change.SummaryTemplate);
        if (change.Gives(nameof(change.SummaryPrompt)))
            room.SummaryPrompt = NullIfEmpty(change.SummaryPrompt);
        if (change.Gives(nameof(change.Platform)))
            room.Platform = NullIfEmpty(change.Platform);
        if (change.Gives(nameof(change.IcsUrl)))
            room.IcsUrl = NullIfEmpty(change.IcsUrl);
        ApplyWebhook(room, change);
        RoomRules.Check(room, platforms);
        await SaveAsync(db, cancellationToken);
        return room.ToDetails(caller, selection, await activity.OfAsync(db, room.Id, cancellationToken));
    }

    private static void ApplyWebhook(Room room, UpdateRoom change)
    {
        var before = room.WebhookUrl;
        if (change.Gives(nameof(change.WebhookUrl)))
            room.WebhookUrl = NullIfEmpty(change.WebhookUrl);
        var isElsewhere = room.WebhookUrl != before;
        if (change.Gives(nameof(change.WebhookSecret)))
            room.WebhookSecret = NullIfEmpty(change.WebhookSecret);
        else if (isElsewhere)
            room.WebhookSecret = null;
        if (room.WebhookUrl is not null)
            room.WebhookSecret ??= RoomRules.NewSecret();
    }

    private static async Task<DeletionStatus> DeleteAsync(
        string room_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var room = await db.Rooms.ChangeableAsync(room_id, caller, cancellationToken);
        await db
            .Meetings.Where(meeting => meeting.RoomId == room.Id && meeting.IsActive)
            .ExecuteUpdateAsync(row => row.SetProperty(meeting => meeting.IsActive, false), cancellationToken);
        db.Rooms.Remove(room);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DeletionStatus.Ok;
    }

    private static async Task<WebhookTestResult> TestWebhookAsync(
        string room_id,
        ReflectorDb db,
        WebhookTest test,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ReadableAsync(room_id, caller, cancellationToken);
        return room.IsOwnedBy(caller)
            ? await test.SendAsync(room, cancellationToken)
            : throw ApiException.Forbidden("Not authorized to test this room's webhook");
    }

    private static async Task SaveAsync(ReflectorDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { ConstraintName: "room_name_unique" })
        {
            throw ApiException.BadRequest("Room name is not unique");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
