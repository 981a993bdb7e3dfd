using System.Runtime.CompilerServices;
using System.Text.Json;
using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>Daily's REST API, version 1: https://docs.daily.co/reference/rest-api.</summary>
internal sealed class DailyClient([FromKeyedServices(DailyPlatform.PlatformName)] PlatformConnection connection)
{
    /// <summary>The type of most errors.</summary>
    public const string InvalidRequest = "invalid-request-error";

    private const int PerPage = 100;
    private const int MostPages = 20;

    /// <returns>Null when there is a room of that name already.</returns>
    public async Task<DailyRoom?> CreateRoomAsync(DailyRoomRequest room, CancellationToken cancellationToken)
    {
        var call = Post("rooms", room);
        var answer = await connection.SendAsync(call, cancellationToken);
        if (answer.Status == StatusCodes.Status400BadRequest && Says(answer, "already exists"))
            return null;
        return answer.IsSuccess
            ? connection.Read<DailyRoom>(call, answer, DailyJson.Options)
            : throw connection.Refused(call, answer);
    }

    /// <summary>Asks for something small, to see whether the key works.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        connection.AskAsync(new(HttpMethod.Get, "rooms?limit=1"), cancellationToken);

    /// <summary>Everybody in it is sent out. Deleting what is gone is no error.</summary>
    public async Task DeleteRoomAsync(string name, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Delete, $"rooms/{Uri.EscapeDataString(name)}");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (!answer.IsSuccess && answer.Status != StatusCodes.Status404NotFound)
            throw connection.Refused(call, answer);
    }

    /// <summary>Who is in a room, as of some seconds ago; nobody is in one that is gone.</summary>
    public async Task<IReadOnlyList<DailyPresence>> GetPresenceAsync(string room, CancellationToken cancellationToken)
    {
        // Not in pages: a room takes fewer people than the service lists at once.
        var call = new PlatformCall(HttpMethod.Get, $"rooms/{Uri.EscapeDataString(room)}/presence");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (answer.Status == StatusCodes.Status404NotFound)
            return [];
        return answer.IsSuccess
            ? connection.Read<DailyPage<DailyPresence>>(call, answer, DailyJson.Options).Data
            : throw connection.Refused(call, answer);
    }

    public Task<IReadOnlyList<DailySession>> GetSessionsAsync(string room, CancellationToken cancellationToken) =>
        ListAsync<DailySession>($"meetings?room={Uri.EscapeDataString(room)}", item => item.Id, cancellationToken);

    /// <summary>Everybody who was in a call, by its session's id.</summary>
    public async Task<IReadOnlyList<DailyParticipant>> GetParticipantsAsync(
        string session,
        CancellationToken cancellationToken
    )
    {
        var all = new List<DailyParticipant>();
        for (var page = 0; page < MostPages; page++)
        {
            var after = all.Count == 0 ? "" : $"&joined_after={Uri.EscapeDataString(all[^1].ParticipantId)}";
            var call = new PlatformCall(
                HttpMethod.Get,
                $"meetings/{Uri.EscapeDataString(session)}/participants?limit={PerPage}{after}"
            );
            var answer = await connection.SendAsync(call, cancellationToken);
            // Behind the last page there is nothing, not an empty page.
            if (answer.Status == StatusCodes.Status404NotFound)
                break;
            if (!answer.IsSuccess)
                throw connection.Refused(call, answer);
            var data = connection.Read<DailyPage<DailyParticipant>>(call, answer, DailyJson.Options).Data;
            all.AddRange(data);
            if (data.Count < PerPage)
                break;
        }
        return all;
    }

    public async Task<string> CreateTokenAsync(DailyTokenProperties properties, CancellationToken cancellationToken)
    {
        var call = Post("meeting-tokens", new DailyTokenRequest(properties));
        return (await connection.AskAsync<DailyToken>(call, DailyJson.Options, cancellationToken)).Token;
    }

    /// <summary>Newest first.</summary>
    /// <param name="room">Null for those of all rooms.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<DailyRecording>> ListRecordingsAsync(string? room, CancellationToken cancellationToken) =>
        ListAsync<DailyRecording>(
            room is null ? "recordings" : $"recordings?room_name={Uri.EscapeDataString(room)}",
            item => item.Id,
            cancellationToken
        );

    /// <summary>Pages of all rooms' recordings, newest first, each with those that can be understood.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DailyRecording>> RecordingPagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = null;
        do
        {
            var path = $"recordings?limit={PerPage}{(after is null ? "" : $"&starting_after={after}")}";
            var page = await connection.AskAsync<DailyPage<JsonElement>>(
                new(HttpMethod.Get, path),
                DailyJson.Options,
                cancellationToken
            );
            yield return [.. page.Data.Select(Recording).OfType<DailyRecording>()];
            after = page.Data.Count == PerPage && LastId(page.Data) is { } last ? Uri.EscapeDataString(last) : null;
        } while (after is not null);
    }

    /// <returns>Null when there is none of that id.</returns>
    public async Task<DailyRecording?> GetRecordingAsync(string id, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Get, $"recordings/{Uri.EscapeDataString(id)}");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (answer.Status == StatusCodes.Status404NotFound)
            return null;
        return answer.IsSuccess
            ? connection.Read<DailyRecording>(call, answer, DailyJson.Options)
            : throw connection.Refused(call, answer);
    }

    /// <summary>
    /// Daily forgets the recording; an object in a bucket of one's own stays. Deleting what is gone is no error.
    /// </summary>
    public async Task DeleteRecordingAsync(string id, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Delete, $"recordings/{Uri.EscapeDataString(id)}");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (!answer.IsSuccess && answer.Status != StatusCodes.Status404NotFound)
            throw connection.Refused(call, answer);
    }

    /// <param name="id">Of a finished recording.</param>
    /// <param name="validFor">With a bucket of one's own 15 minutes to 12 hours.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DailyAccessLink> GetAccessLinkAsync(
        string id,
        TimeSpan validFor,
        CancellationToken cancellationToken
    ) =>
        connection.AskAsync<DailyAccessLink>(
            new(
                HttpMethod.Get,
                $"recordings/{Uri.EscapeDataString(id)}/access-link?valid_for_secs={(int)validFor.TotalSeconds}"
            ),
            DailyJson.Options,
            cancellationToken
        );

    public async Task<RecordingStart> StartRecordingAsync(
        string room,
        DailyRecordingCall recording,
        CancellationToken cancellationToken
    )
    {
        var call = Post($"rooms/{Uri.EscapeDataString(room)}/recordings/start", recording);
        var answer = await connection.SendAsync(call, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => RecordingStart.Started,
            { Status: 400 } when Says(answer, "has an active stream") => RecordingStart.AlreadyActive,
            { Status: 404 } when Says(answer, "does not seem to be hosting a call") => RecordingStart.NobodyIsIn,
            _ => throw connection.Refused(call, answer),
        };
    }

    /// <summary>Stopping what does not run is no error.</summary>
    public async Task StopRecordingAsync(string room, DailyRecordingCall recording, CancellationToken cancellationToken)
    {
        var call = Post($"rooms/{Uri.EscapeDataString(room)}/recordings/stop", recording);
        var answer = await connection.SendAsync(call, cancellationToken);
        var isOver =
            answer.Status == StatusCodes.Status404NotFound
            || (answer.Status == StatusCodes.Status400BadRequest && AnswerReader.ErrorType(answer) == InvalidRequest);
        if (!answer.IsSuccess && !isOver)
            throw connection.Refused(call, answer);
    }

    /// <summary>There is no token of the next page: one goes on behind the last id until nothing comes.</summary>
    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string path,
        Func<T, string> id,
        CancellationToken cancellationToken
    )
    {
        var all = new List<T>();
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (var page = 0; page < MostPages; page++)
        {
            var after = all.Count == 0 ? "" : $"&starting_after={Uri.EscapeDataString(id(all[^1]))}";
            var answer = await connection.AskAsync<DailyPage<T>>(
                new(HttpMethod.Get, $"{path}{separator}limit={PerPage}{after}"),
                DailyJson.Options,
                cancellationToken
            );
            all.AddRange(answer.Data);
            if (answer.Data.Count < PerPage)
                break;
        }
        return all;
    }

    // One that is not as documented must not hide the others.
    private static DailyRecording? Recording(JsonElement item)
    {
        try
        {
            return item.Deserialize<DailyRecording>(DailyJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? LastId(IReadOnlyList<JsonElement> items) =>
        items[^1].ValueKind is JsonValueKind.Object
        && items[^1].TryGetProperty("id", out var id)
        && id.ValueKind is JsonValueKind.String
            ? id.GetString()
            : null;

    private static PlatformCall Post<T>(string path, T body) =>
        new(HttpMethod.Post, path) { Content = () => JsonContent.Create(body, null, DailyJson.Options) };

    // Only these texts tell the cases apart; the error's type is the same for all.
    private static bool Says(PlatformAnswer answer, string text) =>
        AnswerReader.Text(answer, "info")?.Contains(text, StringComparison.Ordinal) == true;
}
