using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms.Http;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>Meetings at Whereby Embedded.</summary>
internal sealed class WherebyPlatform(
    WherebyClient client,
    WherebyEvents events,
    ReflectorSettings settings,
    TimeProvider clock
) : IWebhookEvents
{
    public const string PlatformName = "whereby";
    public const string Label = "Whereby";

    private const int LongestPrefix = 39;
    private const int LargestLogo = 10 << 20;

    public bool RefusesUnknownMeetings => true;

    public async Task<MeetingData> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken)
    {
        var meeting = await client.CreateMeetingAsync(
            new(
                request.EndDate.ToUniversalTime(),
                request.IsLocked,
                request.RoomMode is RoomMode.Group ? "group" : "normal",
                Prefix(request.RoomName),
                Recording(request),
                ["hostRoomUrl"]
            ),
            cancellationToken
        );
        if (meeting.MeetingId.Length == 0 || !IsWebAddress(meeting.RoomUrl, out var address))
            throw PlatformRefusal.NotUnderstood(Label);
        return new(
            PlatformName,
            meeting.MeetingId,
            meeting.RoomName ?? address.AbsolutePath,
            meeting.RoomUrl,
            IsWebAddress(meeting.HostRoomUrl, out _) ? meeting.HostRoomUrl! : meeting.RoomUrl,
            meeting.StartDate ?? clock.GetUtcNow(),
            meeting.EndDate ?? request.EndDate
        );
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
                    session.RoomSessionId,
                    session.StartedAt ?? session.EndedAt ?? DateTimeOffset.UnixEpoch,
                    session.EndedAt
                ))
                .OrderBy(session => session.StartedAt),
        ];
    }

    public Task DeleteRoomAsync(PlatformMeeting meeting, CancellationToken cancellationToken) =>
        client.DeleteMeetingAsync(meeting.MeetingId, cancellationToken);

    public async Task UploadLogoAsync(PlatformMeeting meeting, Stream logo, CancellationToken cancellationToken)
    {
        using var png = new MemoryStream();
        await logo.CopyToAsync(png, cancellationToken);
        if (png.Length > LargestLogo)
            throw new VideoPlatformException("The logo of the meetings is larger than 10 MB.", isTemporary: false);
        await client.UploadLogoAsync(meeting.RoomName, png.ToArray(), cancellationToken);
    }

    public bool VerifyWebhook(WebhookRequest request) =>
        settings.WherebyWebhookSecret is { } secret
        && WherebySignature.IsGood(
            secret,
            request.Headers[WherebySignature.Header].ToString(),
            request.Body.Span,
            request.ReceivedAt
        );

    public ReadEvent? Read(JsonElement body) => WherebyEvents.Read(body);

    public Task ApplyAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> happened,
        CancellationToken cancellationToken
    ) => events.ApplyAsync(db, meetingId, happened, cancellationToken);

    /// <summary>The service puts its random part right behind it.</summary>
    private static string Prefix(string roomName) =>
        (roomName.Length < LongestPrefix ? roomName : roomName[..(LongestPrefix - 1)].TrimEnd('-')) + "-";

    private WherebyRecording Recording(MeetingRequest request) =>
        request.RecordingType switch
        {
            RecordingType.Cloud => WherebyRecording.Cloud(request.RecordingTrigger, Bucket),
            RecordingType.Local => WherebyRecording.Local,
            _ => WherebyRecording.None,
        };

    private WherebyDestination? Bucket =>
        settings is { WherebyBucket: { } bucket, WherebyBucketKeyId: { } id, WherebyBucketKeySecret: { } secret }
            ? new(bucket, id, secret)
            : null;

    private static bool IsWebAddress(string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
