using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Storage.Local;

namespace Reflector.Storage.S3;

/// <summary>
/// Objects in a bucket of S3 or of a service that speaks like it. What is stored goes through a local file, so that its
/// hash is known before the first byte leaves and a source that breaks off leaves nothing.
/// </summary>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private const int MostDeletedAtOnce = 1000;

    private readonly AmazonS3Client _client;
    private readonly S3Upload _upload;
    private readonly IncomingFolder _spool;
    private readonly string _bucket;
    private readonly string _folder;
    private readonly Action<string> _requireKey;

    /// <exception cref="StorageException">The folder for what is on its way cannot be used.</exception>
    public S3ObjectStore(S3Options options, ILogger<S3ObjectStore>? logger = null)
    {
        var parts = options.Bucket.Split('/', 2);
        _bucket = parts[0];
        _folder = parts.Length == 1 || parts[1].Trim('/') is not { Length: > 0 } folder ? "" : folder + "/";
        _requireKey = options.HasForeignKeys ? ObjectKey.RequireForeign : ObjectKey.Require;
        _client = S3Clients.Create(options);
        _upload = new S3Upload(_client, _bucket, options);
        _spool = DiskFault.Guard(() =>
            new IncomingFolder(options.SpoolFolder, (ILogger?)logger ?? NullLogger<S3ObjectStore>.Instance)
        );
    }

    public async Task<ObjectInfo> PutAsync(
        string key,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        _requireKey(key);
        var path = _spool.NewFile();
        try
        {
            var (_, sha256) = await LocalFile.WriteAsync(path, content, progress: null, cancellationToken);
            return await SendAsync(key, path, sha256, progress, cancellationToken);
        }
        finally
        {
            LocalFile.Discard(path);
        }
    }

    public async Task<ObjectInfo> PutFileAsync(
        string key,
        string path,
        bool move,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        _requireKey(key);
        string sha256;
        await using (var source = LocalFile.Open(path))
            sha256 = await LocalFile.HashAsync(source, progress: null, cancellationToken);
        var info = await SendAsync(key, path, sha256, progress, cancellationToken);
        if (move)
            File.Delete(path);
        return info;
    }

    public async Task<StoredObject> GetAsync(
        string key,
        ByteRange? range = null,
        CancellationToken cancellationToken = default
    )
    {
        _requireKey(key);
        var (offset, length) = (range?.Offset ?? 0, range?.Length);
        if (offset < 0 || length < 0)
            throw S3Fault.InvalidRange();
        // Neither can be said with a Range header.
        if (length == 0)
            return await NothingAsync(key, offset, cancellationToken);
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
        catch (AmazonS3Exception e) when (S3Fault.From(e).Kind == StorageErrorKind.InvalidRange && offset == 0)
        {
            return await NothingAsync(key, offset, cancellationToken);
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

    public async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        _requireKey(key);
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

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
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

    public async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        _requireKey(key);
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

    public async Task<int> DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        if (!prefix.EndsWith('/'))
            throw new StorageException(
                StorageErrorKind.InvalidKey,
                "Only what lies under a folder can be removed together."
            );
        var keys = new List<string>();
        await foreach (var item in ListAsync(prefix, cancellationToken))
            keys.Add(item.Key);
        foreach (var some in keys.Chunk(MostDeletedAtOnce))
            await DeleteManyAsync(some, cancellationToken);
        return keys.Count;
    }

    public async Task<LocalLease> OpenLocalAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var stored = await GetAsync(key, cancellationToken: cancellationToken);
        var path = _spool.NewFile();
        try
        {
            await LocalFile.WriteAsync(path, stored.Content, progress: null, cancellationToken);
        }
        catch (Exception e)
        {
            LocalFile.Discard(path);
            if (S3Fault.IsOne(e) || e is IOException)
                throw S3Fault.From(e);
            throw;
        }
        return new(
            path,
            () =>
            {
                LocalFile.Discard(path);
                return ValueTask.CompletedTask;
            }
        );
    }

    public async Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    )
    {
        _requireKey(key);
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

    public void Dispose()
    {
        _client.Dispose();
        _spool.Dispose();
    }

    private async Task<ObjectInfo> SendAsync(
        string key,
        string path,
        string sha256,
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
        return await HeadAsync(key, cancellationToken) ?? throw S3Fault.NotFound();
    }

    private async Task<StoredObject> NothingAsync(string key, long offset, CancellationToken cancellationToken)
    {
        var info = await HeadAsync(key, cancellationToken) ?? throw S3Fault.NotFound();
        return offset > 0 && offset >= info.Size ? throw S3Fault.InvalidRange() : new(info, Stream.Null, offset, 0);
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
                throw S3Fault.InvalidRange();
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
