using System.Buffers;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Reflector.Storage.Remote;

namespace Reflector.Storage.S3;

/// <summary>
/// Sends bytes of a file to an address that the SDK signed: the SDK itself copies and hashes what it sends, one after the
/// other, at half the speed. What the service took is compared with what was sent.
/// </summary>
internal sealed class S3Put(IAmazonS3 client, string bucket) : IDisposable
{
    private const int LongestComplaint = 64 << 10;
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_signedFor = TimeSpan.FromHours(1);

    private readonly Retrying _http = new(s_patience, s_firstWait, TimeProvider.System);

    /// <param name="key">With the folder.</param>
    /// <param name="part">What to send.</param>
    /// <param name="describe">Says what it is to be signed: the part of an upload, or type and metadata of an object.</param>
    /// <param name="sent">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ETag.</returns>
    public async Task<string> SendAsync(
        string key,
        FilePart part,
        Action<GetPreSignedUrlRequest> describe,
        Action<long>? sent,
        CancellationToken cancellationToken
    )
    {
        var signing = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.PUT,
            Protocol = client.Config.UseHttp ? Protocol.HTTP : Protocol.HTTPS,
            Expires = (TimeProvider.System.GetUtcNow() + s_signedFor).UtcDateTime,
        };
        describe(signing);
        var address = await client.GetPreSignedURLAsync(signing).WaitAsync(cancellationToken);
        var hashing = part.HashAsync(cancellationToken);
        using var answer = await _http.SendAsync(
            stall =>
            {
                var content = new FileContent(part, stall, sent);
                if (signing.ContentType is { } type)
                    content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content };
                foreach (var name in signing.Metadata.Keys)
                    request.Headers.Add(name, signing.Metadata[name]);
                return request;
            },
            cancellationToken
        );
        if (!answer.IsSuccessStatusCode)
            throw await RefusalAsync(answer, cancellationToken);
        var etag = answer.Headers.ETag?.Tag ?? throw RemoteFault.Damaged();
        if (IsMd5(answer, etag) && etag.Trim('"') != await hashing)
            throw RemoteFault.Damaged();
        return etag;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>With the service's own keys for encryption the ETag says nothing about the content.</summary>
    private static bool IsMd5(HttpResponseMessage answer, string etag) =>
        etag.Length == 34
        && !etag.AsSpan().Trim('"').ContainsAnyExcept(s_hexadecimal)
        && !(
            answer.Headers.TryGetValues("x-amz-server-side-encryption", out var ways)
            && ways.Any(way => way.StartsWith("aws:kms", StringComparison.Ordinal))
        );

    /// <summary>As the SDK would have said it.</summary>
    private static async Task<AmazonS3Exception> RefusalAsync(
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        var code = "";
        try
        {
            await answer.Content.LoadIntoBufferAsync(LongestComplaint, cancellationToken);
            var complaint = XDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            code = complaint.Root?.Element("Code")?.Value ?? "";
        }
        catch (Exception e) when (e is XmlException or HttpRequestException)
        {
            // The status says enough.
        }
        return new($"S3 answers {(int)answer.StatusCode} {code}.", ErrorType.Unknown, code, "", answer.StatusCode);
    }
}
