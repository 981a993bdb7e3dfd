using System.Net;
using System.Text.Json;

namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

/// <summary>An object that appeared in a bucket.</summary>
/// <param name="Key">Decoded.</param>
internal sealed record BucketEvent(string Bucket, string Key)
{
    private const int MostWrapped = 3;

    /// <summary>
    /// What a message says has appeared, in any of the forms in which it comes: of S3 itself, through SNS, or of
    /// EventBridge. Nothing for S3's test message and for what went.
    /// </summary>
    /// <exception cref="JsonException">It is none of these.</exception>
    public static IReadOnlyList<BucketEvent> In(string body) => In(body, MostWrapped);

    private static List<BucketEvent> In(string body, int depth)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind is not JsonValueKind.Object)
            throw new JsonException("No object");
        if (Text(root, "Event") == "s3:TestEvent")
            return [];
        if (Text(root, "Type") == "Notification" && Text(root, "Message") is { } wrapped && depth > 0)
            return In(wrapped, depth - 1);
        if (Text(root, "detail-type") is { } kind)
            return kind == "Object Created" ? [OfEventBridge(root)] : [];
        if (!root.TryGetProperty("Records", out var records) || records.ValueKind is not JsonValueKind.Array)
            throw new JsonException("No records");
        return [.. records.EnumerateArray().Where(IsCreated).Select(OfS3)];
    }

    private static bool IsCreated(JsonElement record) =>
        (Text(record, "eventName") ?? throw new JsonException("No event name")) is var name
        && (
            name.StartsWith("ObjectCreated:", StringComparison.Ordinal)
            || name.StartsWith("s3:ObjectCreated:", StringComparison.Ordinal)
        );

    // As in a form: a plus is a space, and a colon is %3A.
    private static BucketEvent OfS3(JsonElement record) =>
        Of(record, "s3") is var (bucket, key) ? new(bucket, WebUtility.UrlDecode(key)) : throw new JsonException();

    private static BucketEvent OfEventBridge(JsonElement root) => Of(root, "detail");

    private static BucketEvent Of(JsonElement item, string where) =>
        item.TryGetProperty(where, out var detail)
        && detail.ValueKind is JsonValueKind.Object
        && detail.TryGetProperty("bucket", out var bucket)
        && detail.TryGetProperty("object", out var found)
        && Text(bucket, "name") is { Length: > 0 } name
        && Text(found, "key") is { Length: > 0 } key
            ? new(name, key)
            : throw new JsonException("No bucket or key");

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object
        && item.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
