using System.Text.Json;
using Reflector.Server.Database;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>What a platform's webhooks mean; asked for by type, as a platform's other capabilities.</summary>
internal interface IWebhookEvents : IVideoPlatform
{
    /// <summary>Whether an event of a meeting that we do not know is answered with 404, or with 200 and forgotten.</summary>
    bool RefusesUnknownMeetings { get; }

    /// <summary>
    /// Sent to see whether we are there, before the platform and we agree on a secret; answered with 200 whatever its
    /// signature.
    /// </summary>
    bool IsProbe(ReadOnlySpan<byte> body) => false;

    /// <param name="body">A signed body.</param>
    /// <returns>Null for what is answered with 200 and forgotten.</returns>
    /// <exception cref="WebhookFormatException">It does not have the platform's form.</exception>
    ReadEvent? Read(JsonElement body);

    /// <summary>
    /// Whether an event of this type means that somebody came or went, so that we look who is in; for platforms with
    /// <see cref="IPresence"/>.
    /// </summary>
    bool ChangesPresence(string type) => false;

    /// <summary>
    /// Brings one meeting up to date, in the transaction of <paramref name="db"/>, which may be rolled back and tried
    /// again. Older events than those here may have been applied before, or come later.
    /// </summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="meetingId">Ours.</param>
    /// <param name="events">In the order in which they happened.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ApplyAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> events,
        CancellationToken cancellationToken
    );
}

/// <param name="Id">The platform's; the same event sent again has the same.</param>
/// <param name="MeetingId">The platform's id of the meeting, where the event says it.</param>
/// <param name="RoomName">The platform's name of the room, where the event says it.</param>
/// <param name="KeepsPayload">It is needed after the event was applied.</param>
internal sealed record ReadEvent(
    string Id,
    string Type,
    DateTimeOffset OccurredAt,
    string? MeetingId,
    string? RoomName,
    bool KeepsPayload = false
);

/// <param name="Body">The whole of it, as received.</param>
internal sealed record PlatformEvent(string Type, DateTimeOffset OccurredAt, JsonElement Body);

/// <summary>A signed webhook that does not have the platform's form; answered with 422.</summary>
internal sealed class WebhookFormatException(string message, Exception? innerException = null)
    : Exception(message, innerException);
