using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>Whereby's REST API, version 1: https://docs.whereby.com/reference/whereby-rest-api-reference.</summary>
internal sealed class WherebyClient([FromKeyedServices(WherebyPlatform.PlatformName)] PlatformConnection connection)
{
    private const int SessionsPerPage = 100;
    private const int MostPages = 20;

    public Task<WherebyMeeting> CreateMeetingAsync(
        WherebyMeetingRequest meeting,
        CancellationToken cancellationToken
    ) =>
        connection.AskAsync<WherebyMeeting>(
            new(HttpMethod.Post, "meetings") { Content = () => JsonContent.Create(meeting, null, WherebyJson.Options) },
            WherebyJson.Options,
            cancellationToken
        );

    /// <summary>Asks for something small, to see whether the key works.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        connection.AskAsync(new(HttpMethod.Get, "meetings?limit=1"), cancellationToken);

    /// <summary>Everybody in it is sent out. Deleting what is gone is no error.</summary>
    public async Task DeleteMeetingAsync(string meetingId, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Delete, $"meetings/{Uri.EscapeDataString(meetingId)}");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (!answer.IsSuccess && answer.Status != StatusCodes.Status404NotFound)
            throw connection.Refused(call, answer);
    }

    /// <param name="roomName">With its slash.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WherebySession>> GetSessionsAsync(
        string roomName,
        CancellationToken cancellationToken
    )
    {
        var sessions = new List<WherebySession>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"insights/room-sessions?roomName={Uri.EscapeDataString(roomName)}&limit={SessionsPerPage}";
            if (cursor is not null)
                path += $"&cursor={Uri.EscapeDataString(cursor)}";
            var answer = await connection.AskAsync<WherebySessions>(
                new(HttpMethod.Get, path),
                WherebyJson.Options,
                cancellationToken
            );
            sessions.AddRange(answer.Results);
            if (string.IsNullOrEmpty(answer.Cursor) || answer.Cursor == cursor)
                break;
            cursor = answer.Cursor;
        }
        return sessions;
    }

    /// <param name="roomName">With or without its slash.</param>
    /// <param name="png">At least 400 pixels wide.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task UploadLogoAsync(string roomName, byte[] png, CancellationToken cancellationToken) =>
        connection.AskAsync(
            new(HttpMethod.Put, $"rooms/{Uri.EscapeDataString(roomName.TrimStart('/'))}/theme/logo")
            {
                Content = () => Logo(png),
            },
            cancellationToken
        );

    private static MultipartFormDataContent Logo(byte[] png)
    {
        var image = new ByteArrayContent(png) { Headers = { ContentType = new("image/png") } };
        return new() { { image, "image", "logo.png" } };
    }
}
