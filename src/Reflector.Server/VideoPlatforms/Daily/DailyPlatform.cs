using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms.Http;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>Meetings at Daily.</summary>
internal sealed class DailyPlatform(DailyClient client, ReflectorSettings settings, TimeProvider clock)
    : IMeetingTokens,
        IPresence,
        IRecordingControl,
        IRecordingLinks,
        IRecordingParticipants,
        IRecordingList,
        IWebhookEvents
{
    public const string PlatformName = "daily";
    public const string Label = "Daily";

    private const int LongestUserId = 36;
    private const int NamesTried = 5;

    /// <summary>Anything but 200, three times, makes Daily stop all deliveries, those of other rooms too.</summary>
    public bool RefusesUnknownMeetings => false;

    public async Task<MeetingData> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var seconds = 0; seconds < NamesTried; seconds++)
        {
            var room = await client.CreateRoomAsync(
                new(
                    Name(request.RoomName, now.AddSeconds(seconds)),
                    request.IsLocked ? "private" : "public",
                    Properties(request)
                ),
                cancellationToken
            );
            if (room is not null)
                return Data(room, now, request.EndDate);
        }
        throw new VideoPlatformException("Too many meetings of this room at once; try again in a moment.", true);
    }

    public async Task<IReadOnlyList<RoomSession>> GetSessionsAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        var sessions = await client.GetSessionsAsync(meeting.RoomName, cancellationToken);
        return
        [
            .. sessions
                .Select(session => new RoomSession(
                    session.Id,
                    Time(session.StartTime),
                    session.Ongoing ? null : Time(session.StartTime + session.Duration)
                ))
                .OrderBy(session => session.StartedAt),
        ];
    }

    public Task DeleteRoomAsync(PlatformMeeting meeting, CancellationToken cancellationToken) =>
        client.DeleteRoomAsync(meeting.RoomName, cancellationToken);

    /// <summary>Daily shows the domain's own logo.</summary>
    public Task UploadLogoAsync(PlatformMeeting meeting, Stream logo, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public async Task<Uri> CreateJoinUrlAsync(
        PlatformMeeting meeting,
        JoiningParticipant participant,
        CancellationToken cancellationToken
    )
    {
        var token = await client.CreateTokenAsync(
            new(
                meeting.RoomName,
                participant.IsOwner,
                participant.MayRecord,
                participant.ExpiresAt.ToUnixTimeSeconds(),
                participant.UserId is { Length: <= LongestUserId } id ? id : null,
                participant.UserName
            ),
            cancellationToken
        );
        return WithToken(new Uri(meeting.RoomUrl), token);
    }

    public async Task<IReadOnlyList<PresentParticipant>> GetPresenceAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        var present = await client.GetPresenceAsync(meeting.RoomName, cancellationToken);
        return
        [
            .. present
                .DistinctBy(person => person.Id)
                .Select(person => new PresentParticipant(
                    person.Id,
                    Some(person.UserId),
                    Some(person.UserName),
                    person.JoinTime.ToUniversalTime()
                )),
        ];
    }

    public Task<RecordingStart> StartRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    ) => client.StartRecordingAsync(meeting.RoomName, new(KindName(kind), instanceId), cancellationToken);

    public Task StopRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    ) => client.StopRecordingAsync(meeting.RoomName, new(KindName(kind), instanceId), cancellationToken);

    public async Task<Uri> LinkAsync(string platformRecordingId, TimeSpan validFor, CancellationToken cancellationToken)
    {
        var link = await client.GetAccessLinkAsync(platformRecordingId, validFor, cancellationToken);
        return
            Uri.TryCreate(link.DownloadLink, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw PlatformRefusal.NotUnderstood(Label);
    }

    public async Task<IReadOnlyList<RecordedParticipant>> GetParticipantsAsync(
        string recordingId,
        CancellationToken cancellationToken
    )
    {
        // Often the recording does not say which call it is of.
        if (
            await client.GetRecordingAsync(recordingId, cancellationToken) is not { MtgSessionId: { Length: > 0 } call }
        )
            return [];
        var participants = await client.GetParticipantsAsync(call, cancellationToken);
        return
        [
            .. participants
                .DistinctBy(person => person.ParticipantId)
                .Select(person => new RecordedParticipant(
                    person.ParticipantId,
                    // Who has no id of their own is given that of the stay.
                    person.UserId == person.ParticipantId
                        ? null
                        : Some(person.UserId),
                    Some(person.UserName)
                )),
        ];
    }

    public async Task<bool> DeleteRecordingAsync(string recordingId, CancellationToken cancellationToken)
    {
        await client.DeleteRecordingAsync(recordingId, cancellationToken);
        return await client.GetRecordingAsync(recordingId, cancellationToken) is null;
    }

    public bool VerifyWebhook(WebhookRequest request) =>
        settings.DailyWebhookSecret is { } secret
        && DailySignature.IsGood(
            secret,
            request.Headers[DailySignature.TimestampHeader].ToString(),
            request.Headers[DailySignature.Header].ToString(),
            request.Body.Span,
            request.ReceivedAt
        );

    public bool IsProbe(ReadOnlySpan<byte> body) => DailyEvents.IsProbe(body);

    public ReadEvent? Read(JsonElement body) => DailyEvents.Read(body);

    public bool ChangesPresence(string type) => DailyEvents.ChangesPresence(type);

    public async Task ApplyAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> happened,
        CancellationToken cancellationToken
    )
    {
        await DailyEvents.ApplyAsync(db, meetingId, happened, cancellationToken);
        foreach (var ready in happened.Where(item => item.Type == DailyEvents.RecordingReady))
        {
            if (DailyRecordings.OfWebhook(ready.Body.GetProperty("payload"), meetingId) is { } recording)
                await RecordingArrivals.TellAsync(db, recording, clock.GetUtcNow(), cancellationToken);
        }
        await DailyEvents.EndRequestsAsync(db, meetingId, happened, cancellationToken);
    }

    private static string Name(string room, DateTimeOffset time) =>
        $"{room}-{time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";

    private DailyRoomProperties Properties(MeetingRequest request) =>
        new(
            request.IsLocked,
            request.EndDate.ToUnixTimeSeconds(),
            // A cloud recording is started by us, two kinds at once; the room's own button could start only one.
            request.RecordingType is RecordingType.Local
                ? "local"
                : null,
            request.RecordingType is RecordingType.Cloud ? Bucket : null
        );

    private DailyBucket? Bucket =>
        settings is { DailyBucket: { } bucket, DailyBucketRole: { } role }
            ? new(bucket, settings.DailyBucketRegion, role)
            : null;

    private static MeetingData Data(DailyRoom room, DateTimeOffset start, DateTimeOffset end) =>
        room.Id.Length > 0
        && room.Name.Length > 0
        && Uri.TryCreate(room.Url, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? new(PlatformName, room.Id, room.Name, room.Url, room.Url, start, end)
            : throw PlatformRefusal.NotUnderstood(Label);

    private static Uri WithToken(Uri url, string token)
    {
        var query = QueryHelpers
            .ParseQuery(url.Query)
            .Where(pair => pair.Key != "t")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("t", (string?)token));
        var bare = url.GetLeftPart(UriPartial.Path);
        return new Uri(QueryHelpers.AddQueryString(bare, query) + url.Fragment);
    }

    private static string KindName(PlatformRecordingKind kind) =>
        kind is PlatformRecordingKind.Cloud ? "cloud" : "raw-tracks";

    private static DateTimeOffset Time(double seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Clamp(seconds, 0, 100_000_000_000) * 1000));

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
