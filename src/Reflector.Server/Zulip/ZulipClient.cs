using System.Globalization;
using System.Text.Json;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.Zulip;

/// <summary>What we use of Zulip's REST API: https://zulip.com/api/rest.</summary>
internal sealed class ZulipClient([FromKeyedServices(ZulipClient.Name)] PlatformConnection connection)
{
    public const string Name = "zulip";

    private const int LongestReason = 200;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The streams that the bot may see, by name.</summary>
    public async Task<IReadOnlyList<ZulipStream>> GetStreamsAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync<StreamsAnswer>(new(HttpMethod.Get, "streams"), cancellationToken);
        return [.. answer.Streams.OrderBy(stream => stream.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Latest first, as Zulip has them.</summary>
    public async Task<IReadOnlyList<ZulipTopic>> GetTopicsAsync(int streamId, CancellationToken cancellationToken) =>
        (await AskAsync<TopicsAnswer>(new(HttpMethod.Get, $"users/me/{streamId}/topics"), cancellationToken)).Topics;

    /// <returns>The number of the new message.</returns>
    public async Task<long> SendAsync(string stream, string topic, string content, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Post, "messages")
        {
            Content = () =>
                Form(
                    ("type", "stream"),
                    ("to", JsonSerializer.Serialize(stream)),
                    ("topic", topic),
                    ("content", content)
                ),
        };
        return (await AskAsync<MessageAnswer>(call, cancellationToken)).Id;
    }

    /// <returns>False when the message is gone, or may no longer be changed.</returns>
    public async Task<bool> UpdateAsync(long messageId, string content, CancellationToken cancellationToken)
    {
        var path = $"messages/{messageId.ToString(CultureInfo.InvariantCulture)}";
        var call = new PlatformCall(HttpMethod.Patch, path) { Content = () => Form(("content", content)) };
        var answer = await connection.SendAsync(call, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => true,
            { Status: 400 or 404 } when Code(answer) is not "INVALID_API_KEY" => false,
            _ => throw Refused(call, answer),
        };
    }

    /// <summary>Asks for something small, to see whether the key works.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        AskAsync<MeAnswer>(new(HttpMethod.Get, "users/me"), cancellationToken);

    private async Task<T> AskAsync<T>(PlatformCall call, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(call, cancellationToken);
        return answer.IsSuccess ? connection.Read<T>(call, answer, Json) : throw Refused(call, answer);
    }

    // Zulip's codes are stable, its sentences are for people.
    private VideoPlatformException Refused(PlatformCall call, PlatformAnswer answer) =>
        (answer.Status, Code(answer)) switch
        {
            (401, _) or (_, "INVALID_API_KEY" or "UNAUTHORIZED" or "USER_DEACTIVATED" or "REALM_DEACTIVATED") => new(
                "Zulip does not accept this server's bot; an administrator should check its address and key.",
                isTemporary: false
            ),
            (400, "STREAM_DOES_NOT_EXIST") => new(
                "Zulip has no stream of that name that the bot can see.",
                isTemporary: false
            ),
            (400 or 403, _) when AnswerReader.Text(answer, "msg") is { Length: > 0 and <= LongestReason } reason => new(
                $"Zulip refused: {reason}",
                isTemporary: false
            ),
            _ => connection.Refused(call, answer),
        };

    private static string? Code(PlatformAnswer answer) => AnswerReader.Text(answer, "code");

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private sealed record StreamsAnswer(IReadOnlyList<ZulipStream> Streams);

    private sealed record TopicsAnswer(IReadOnlyList<ZulipTopic> Topics);

    private sealed record MessageAnswer(long Id);

    private sealed record MeAnswer(long UserId);
}
