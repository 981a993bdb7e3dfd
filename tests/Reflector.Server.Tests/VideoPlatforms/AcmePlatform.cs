using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

/// <summary>A video platform of somebody else's making: nothing of it is known to the server.</summary>
internal sealed class AcmePlatform : IVideoPlatform, IMeetingTokens, IPresence, IRecordingControl
{
    private int _count;

    public ConcurrentQueue<MeetingRequest> Requests { get; } = new();
    public ConcurrentQueue<JoiningParticipant> Joined { get; } = new();
    public ConcurrentQueue<string> Deleted { get; } = new();
    public ConcurrentQueue<string> Logos { get; } = new();
    public ConcurrentDictionary<string, IReadOnlyList<PresentParticipant>> Present { get; } =
        new(StringComparer.Ordinal);

    /// <summary>Before a meeting is made.</summary>
    public Func<CancellationToken, Task> Creating { get; set; } = _ => Task.CompletedTask;

    /// <summary>Instead of any answer.</summary>
    public VideoPlatformException? Failure { get; set; }

    public async Task<MeetingData> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken)
    {
        await Creating(cancellationToken);
        Fail();
        Requests.Enqueue(request);
        var id = $"acme-{Guid.CreateVersion7()}-{Interlocked.Increment(ref _count)}";
        return new(
            "acme",
            id,
            $"{request.RoomName}-{id}",
            $"https://acme.example/{id}?lang=en#top",
            $"https://acme.example/{id}?host=1",
            request.EndDate.AddHours(-8),
            request.EndDate
        );
    }

    public Task<IReadOnlyList<RoomSession>> GetSessionsAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<RoomSession>>([]);

    public Task DeleteRoomAsync(PlatformMeeting meeting, CancellationToken cancellationToken)
    {
        Fail();
        Deleted.Enqueue(meeting.MeetingId);
        return Task.CompletedTask;
    }

    public async Task UploadLogoAsync(PlatformMeeting meeting, Stream logo, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(logo);
        Logos.Enqueue($"{meeting.MeetingId}:{await reader.ReadToEndAsync(cancellationToken)}");
    }

    public bool VerifyWebhook(WebhookRequest request) =>
        request.Headers["acme-signature"] == "signed " + Encoding.UTF8.GetString(request.Body.Span);

    public Task<Uri> CreateJoinUrlAsync(
        PlatformMeeting meeting,
        JoiningParticipant participant,
        CancellationToken cancellationToken
    )
    {
        Fail();
        Joined.Enqueue(participant);
        return Task.FromResult(new Uri($"{meeting.RoomUrl}&pass={participant.UserId}"));
    }

    public Task<IReadOnlyList<PresentParticipant>> GetPresenceAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        Fail();
        return Task.FromResult(Present.GetValueOrDefault(meeting.MeetingId, []));
    }

    public Task<RecordingStart> StartRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    ) => Task.FromResult(RecordingStart.Started);

    public Task StopRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    private void Fail()
    {
        if (Failure is { } failure)
            throw failure;
    }
}

internal sealed class AcmeRegistration(AcmePlatform platform, params string[] missing) : VideoPlatformRegistration
{
    public override string Name => "acme";

    public override string Label => "Acme";

    public override IReadOnlyList<string> MissingSettings(ReflectorSettings settings) => missing;

    public override IReadOnlyList<string> FrameOrigins(ReflectorSettings settings) => ["https://acme.example"];

    public override IVideoPlatform Create(IServiceProvider services) => platform;

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/v1/acme",
            async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var request = new WebhookRequest(
                    body.ToArray(),
                    context.Request.Headers,
                    TimeProvider.System.GetUtcNow()
                );
                return platform.VerifyWebhook(request) ? Results.Ok() : Results.Unauthorized();
            }
        );
}
