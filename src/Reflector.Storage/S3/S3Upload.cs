using Amazon.S3;
using Amazon.S3.Model;
using Reflector.Storage.Remote;

namespace Reflector.Storage.S3;

/// <summary>Sends a local file, large ones in parts.</summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket, S3Options options) : IDisposable
{
    public const string HashMetadata = "sha256";
    private const int MostParts = 10_000;
    private const int PartsAtOnce = 3;

    private readonly S3Put _put = new(client, bucket);

    public async Task SendAsync(
        string key,
        string path,
        Task<string> sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var size = new FileInfo(path).Length;
        if (size > options.MultipartAbove)
            await SendInPartsAsync(key, path, size, await sha256, progress, cancellationToken);
        else
            await SendWholeAsync(key, new(path, 0, size), await sha256, progress, cancellationToken);
        progress?.Report(size);
    }

    private Task SendWholeAsync(
        string key,
        FilePart file,
        string sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    ) =>
        _put.SendAsync(
            key,
            file,
            signing =>
            {
                signing.ContentType = ContentTypes.Of(key);
                signing.Metadata.Add(HashMetadata, sha256);
            },
            progress is null ? null : progress.Report,
            cancellationToken
        );

    public void Dispose() => _put.Dispose();

    private async Task SendInPartsAsync(
        string key,
        string path,
        long size,
        string sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var beginning = new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            ContentType = ContentTypes.Of(key),
        };
        beginning.Metadata[HashMetadata] = sha256;
        var upload = await client.InitiateMultipartUploadAsync(beginning, cancellationToken);
        try
        {
            var parts = await SendPartsAsync(key, path, size, upload.UploadId, progress, cancellationToken);
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload.UploadId,
                    PartETags = [.. parts],
                },
                cancellationToken
            );
        }
        catch
        {
            // Parts that nobody completes would be paid for, unseen.
            await AbandonAsync(key, upload.UploadId);
            throw;
        }
    }

    private async Task<PartETag[]> SendPartsAsync(
        string key,
        string path,
        long size,
        string uploadId,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var partSize = Math.Max(options.PartSize, (size + MostParts - 1) / MostParts);
        var parts = new PartETag[(size + partSize - 1) / partSize];
        var told = new Lock();
        var (all, furthest) = (0L, 0L);
        // Never back when a part is sent again.
        void Report(long moved)
        {
            lock (told)
            {
                all += moved;
                if (all > furthest)
                    progress?.Report(furthest = all);
            }
        }
        await Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Length),
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var position = number * partSize;
                var part = new FilePart(path, position, Math.Min(partSize, size - position));
                var before = 0L;
                var etag = await _put.SendAsync(
                    key,
                    part,
                    signing => (signing.UploadId, signing.PartNumber) = (uploadId, number + 1),
                    sent =>
                    {
                        Report(sent - before);
                        before = sent;
                    },
                    token
                );
                parts[number] = new(number + 1, etag);
            }
        );
        return parts;
    }

    private async Task AbandonAsync(string key, string uploadId)
    {
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, uploadId, CancellationToken.None);
        }
        catch (Exception e) when (S3Fault.IsOne(e))
        {
            // The first failure is the one to tell; a bucket's lifecycle rule removes what is left.
        }
    }
}
