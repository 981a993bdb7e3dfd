using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Storage.Local;
using Reflector.Storage.Remote;

namespace Reflector.Storage.S3;

/// <summary>Objects in a bucket of S3 or of a service that speaks like it.</summary>
public sealed class S3ObjectStore : RemoteObjectStore
{
    private const int MostDeletedAtOnce = 1000;

    private readonly AmazonS3Client _client;
    private readonly S3Upload _upload;
    private readonly string _bucket;
    private readonly string _folder;
    private readonly bool _hasForeignKeys;

    /// <exception cref="StorageException">The folder for what is on its way cannot be used.</exception>
    public S3ObjectStore(S3Options options, ILogger<S3ObjectStore>? logger = null)
        : base(options.SpoolFolder, (ILogger?)logger ?? NullLogger<S3ObjectStore>.Instance)
    {
        var parts = options.Bucket.Split('/', 2);
        _bucket = parts[0];
        _folder = parts.Length == 1 || parts[1].Trim('/') is not { Length: > 0 } folder ? "" : folder + "/";
        _hasForeignKeys = options.HasForeignKeys;
        _client = S3Clients.Create(options);
        _upload = new S3Upload(_client, _bucket, options);
    }

    private protected override void RequireKey(string key)
    {
        if (_hasForeignKeys)
            ObjectKey.RequireForeign(key);
        else
            base.RequireKey(key);
    }

    private protected override async Task<StoredObject> OpenAsync(
        string key,
        long offset,
        long? length,
        CancellationToken cancellationToken
    )
    {
        var request = new GetObjectRequest { BucketName = _bucket, Key = _folder + key };
        if (offset > 0 || length is not null)
            request.ByteRange = length is null
                ? new Amazon.S3.Model.ByteRange($"bytes={offset.ToString(CultureInfo.InvariantCulture)}-")
                : new Amazon.S3.Model.ByteRange(offset, offset + length.Value - 1);
        GetObjectResponse answer;
        try
        {
            answer = await _client.GetObjectAsync(request, cancellationToken);
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
        var total = TotalOf(answer.ContentRange);
        var size = total ?? answer.ContentLength;
        // Some services send the whole when one byte is asked for.
        if (total is null)
            await SkipAsync(answer.ResponseStream, offset, cancellationToken);
        var given = Math.Min(length ?? long.MaxValue, size - offset);
        return new(
            new(key, size, Time(answer.LastModified), Hash(answer.Metadata)),
            new BoundedReadStream(answer.ResponseStream, given),
            offset,
            given
        );
    }

    public override async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        RequireKey(key);
        try
        {
            var answer = await _client.GetObjectMetadataAsync(_bucket, _folder + key, cancellationToken);
            return new(key, answer.ContentLength, Time(answer.LastModified), Hash(answer.Metadata));
        }
        catch (AmazonS3Exception e) when (S3Fault.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
    }

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ObjectKey.RequirePrefix(prefix);
        string? continuation = null;
        do
        {
            var page = await ListPageAsync(prefix, continuation, cancellationToken);
            foreach (var item in page.S3Objects ?? [])
                yield return new(item.Key[_folder.Length..], item.Size ?? 0, Time(item.LastModified), null);
            continuation = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (continuation is not null);
    }

    public override async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        RequireKey(key);
        try
        {
            await _client.DeleteObjectAsync(_bucket, _folder + key, cancellationToken);
        }
        catch (AmazonS3Exception e) when (S3Fault.IsMissing(e)) { }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
    }

    private protected override async Task<int> DeleteFolderAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var item in ListAsync(prefix, cancellationToken))
            keys.Add(item.Key);
        foreach (var some in keys.Chunk(MostDeletedAtOnce))
            await DeleteManyAsync(some, cancellationToken);
        return keys.Count;
    }

    public override async Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    )
    {
        RequireKey(key);
        var request = new GetPreSignedUrlRequest
        {
            BucketName = _bucket,
            Key = _folder + key,
            Verb = HttpVerb.GET,
            Protocol = _client.Config.UseHttp ? Protocol.HTTP : Protocol.HTTPS,
            Expires = (TimeProvider.System.GetUtcNow() + SignedAddress.Require(validFor)).UtcDateTime,
        };
        if (SignedAddress.Disposition(fileName) is { } disposition)
            request.ResponseHeaderOverrides.ContentDisposition = disposition;
        try
        {
            return new Uri(await _client.GetPreSignedURLAsync(request).WaitAsync(cancellationToken));
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _upload.Dispose();
            _client.Dispose();
        }
        base.Dispose(disposing);
    }

    private protected override bool IsFault(Exception exception) => S3Fault.IsOne(exception);

    private protected override StorageException ToSentence(Exception exception) => S3Fault.From(exception);

    private protected override async Task<ObjectInfo> SendAsync(
        string key,
        string path,
        Task<string> sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _upload.SendAsync(_folder + key, path, sha256, progress, cancellationToken);
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
        return await HeadAsync(key, cancellationToken) ?? throw RemoteFault.NotFound();
    }

    private static async Task SkipAsync(Stream content, long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = await content.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)),
                cancellationToken
            );
            if (read == 0)
                throw RemoteFault.InvalidRange();
            count -= read;
        }
    }

    private async Task<ListObjectsV2Response> ListPageAsync(
        string prefix,
        string? continuation,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _client.ListObjectsV2Async(
                new ListObjectsV2Request
                {
                    BucketName = _bucket,
                    Prefix = _folder + prefix,
                    ContinuationToken = continuation,
                },
                cancellationToken
            );
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
    }

    private async Task DeleteManyAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteObjectsAsync(
                new DeleteObjectsRequest
                {
                    BucketName = _bucket,
                    Objects = [.. keys.Select(key => new KeyVersion { Key = _folder + key })],
                    Quiet = true,
                },
                cancellationToken
            );
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            throw S3Fault.From(e);
        }
    }

    // bytes 3-6/10
    private static long? TotalOf(string? contentRange) =>
        contentRange?.Split('/') is [_, var total]
        && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    private static DateTimeOffset Time(DateTime? time) =>
        new(DateTime.SpecifyKind(time ?? default, DateTimeKind.Utc), TimeSpan.Zero);

    private static string? Hash(MetadataCollection metadata) =>
        metadata[S3Upload.HashMetadata] is { Length: 64 } hash ? hash : null;
}
