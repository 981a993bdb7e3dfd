using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>
/// Sends a local file, large ones in segments with a list of them (a static large object). Swift is told the hashes, of a
/// whole file before it and of segments with their list, and refuses anything else.
/// </summary>
internal sealed class SwiftUpload(SwiftClient client, string container, SwiftOptions options)
{
    public const string HashMetadata = "X-Object-Meta-Sha256";
    private const int MostSegments = 1000;
    private const int SegmentsLiveSeconds = 48 * 3600;
    private bool _hasSegments;

    public SwiftSegments Segments { get; } = new(client, container);

    /// <returns>When it was stored.</returns>
    public async Task<DateTimeOffset?> SendAsync(
        string name,
        string path,
        Task<string> sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var size = new FileInfo(path).Length;
        var replaced = await Segments.OfAsync(name, cancellationToken);
        var furthest = 0L;
        // Never back to the start when something is sent again.
        void Report(long sent) => progress?.Report(furthest = Math.Max(furthest, sent));
        var stored =
            size > options.SegmentAbove
                ? await SendSegmentsAsync(name, path, size, sha256, Report, cancellationToken)
                : await SendWholeAsync(name, new(path, 0, size), sha256, Report, cancellationToken);
        await Segments.DeleteAsync(replaced, CancellationToken.None);
        progress?.Report(size);
        return stored.Time;
    }

    private async Task<Stored> SendWholeAsync(
        string name,
        FilePart file,
        Task<string> sha256,
        Action<long> report,
        CancellationToken cancellationToken
    )
    {
        // Both hashes are reckoned side by side.
        var md5 = await file.HashAsync(cancellationToken);
        var hash = await sha256;
        return await SendPieceAsync(
            Address(container, name),
            file,
            md5,
            request => Describe(request, name, hash),
            report,
            cancellationToken
        );
    }

    private async Task<DateTimeOffset?> FinishAsync(
        string name,
        string sha256,
        List<Segment> segments,
        CancellationToken cancellationToken
    )
    {
        using var answer = await client.SendAsync(
            HttpMethod.Put,
            $"{Address(container, name)}?multipart-manifest=put",
            cancellationToken,
            (request, _) =>
            {
                request.Content = SwiftClient.Json(segments);
                Describe(request, name, sha256);
                request.Headers.TryAddWithoutValidation(
                    "ETag",
                    Md5(Encoding.ASCII.GetBytes(string.Concat(segments.Select(segment => segment.Etag))))
                );
            }
        );
        Require(answer);
        return answer.Content.Headers.LastModified;
    }

    private async Task<Stored> SendSegmentsAsync(
        string name,
        string path,
        long size,
        Task<string> sha256,
        Action<long> report,
        CancellationToken cancellationToken
    )
    {
        await MakeContainerAsync(cancellationToken);
        var segmentSize = Math.Max(options.SegmentSize, (size + MostSegments - 1) / MostSegments);
        var folder = $"{name}/{Guid.CreateVersion7():N}";
        var segments = new List<Segment>();
        try
        {
            for (var position = 0L; position < size; position += segmentSize)
            {
                var start = position;
                var part = new FilePart(path, start, Math.Min(segmentSize, size - start));
                var segment = string.Create(CultureInfo.InvariantCulture, $"{folder}/{segments.Count + 1:D8}");
                var stored = await SendPieceAsync(
                    Address(Segments.Container, segment),
                    part,
                    md5: null,
                    // What a server that dies here leaves behind goes by itself.
                    request =>
                        request.Headers.Add(
                            "X-Delete-After",
                            SegmentsLiveSeconds.ToString(CultureInfo.InvariantCulture)
                        ),
                    sent => report(start + sent),
                    cancellationToken
                );
                segments.Add(new($"/{Segments.Container}/{segment}", stored.Md5, part.Length));
            }
            await Segments.KeepAsync(segments.Select(segment => segment.Path), cancellationToken);
            return new("", await FinishAsync(name, await sha256, segments, cancellationToken));
        }
        catch
        {
            await Segments.DeleteAsync([.. segments.Select(segment => segment.Path)], CancellationToken.None);
            throw;
        }
    }

    private async Task<Stored> SendPieceAsync(
        string address,
        FilePart part,
        string? md5,
        Action<HttpRequestMessage> describe,
        Action<long> report,
        CancellationToken cancellationToken
    )
    {
        var hashing = md5 is null ? part.HashAsync(cancellationToken) : Task.FromResult(md5);
        using var answer = await client.SendAsync(
            HttpMethod.Put,
            address,
            cancellationToken,
            (request, stall) =>
            {
                request.Content = new FileContent(part, stall, report);
                if (md5 is not null)
                    request.Headers.TryAddWithoutValidation("ETag", md5);
                describe(request);
            }
        );
        Require(answer);
        var sent = await hashing;
        if (
            !answer.Headers.NonValidated.TryGetValues("ETag", out var etag)
            || !etag.ToString().Trim('"').Equals(sent, StringComparison.OrdinalIgnoreCase)
        )
            throw RemoteFault.Damaged();
        return new(sent, answer.Content.Headers.LastModified);
    }

    private async Task MakeContainerAsync(CancellationToken cancellationToken)
    {
        if (_hasSegments)
            return;
        using var answer = await client.SendAsync(
            HttpMethod.Put,
            Uri.EscapeDataString(Segments.Container),
            cancellationToken
        );
        Require(answer);
        _hasSegments = true;
    }

    private static void Describe(HttpRequestMessage request, string name, string sha256)
    {
        request.Headers.Add(HashMetadata, sha256);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(ContentTypes.Of(name));
    }

    private static void Require(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.NotFound)
            throw SwiftFault.NoContainer();
        if (!answer.IsSuccessStatusCode)
            throw SwiftFault.From(answer);
    }

    private static string Address(string container, string name) =>
        $"{Uri.EscapeDataString(container)}/{SwiftClient.Escape(name)}";

    [SuppressMessage("Security", "CA5351", Justification = "Swift's check sum, not a protection.")]
    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));

    private sealed record Stored(string Md5, DateTimeOffset? Time);

    private sealed record Segment(
        [property: JsonPropertyName("path")] string Path,
        [property: JsonPropertyName("etag")] string Etag,
        [property: JsonPropertyName("size_bytes")] long Size
    );
}
