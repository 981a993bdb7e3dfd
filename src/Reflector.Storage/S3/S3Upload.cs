using Amazon.S3;
using Amazon.S3.Model;

namespace Reflector.Storage.S3;

/// <summary>Sends a local file, large ones in parts.</summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket, S3Options options)
{
    public const string HashMetadata = "sha256";
    private const int MostParts = 10_000;
    private const int PartsAtOnce = 3;

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
            await SendWholeAsync(key, path, await sha256, progress, cancellationToken);
        progress?.Report(size);
    }

    private async Task SendWholeAsync(
        string key,
        string path,
        string sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            FilePath = path,
            ContentType = ContentTypes.Of(key),
            // Not every service takes the signed chunks of Amazon's.
            UseChunkEncoding = false,
        };
        request.Metadata[HashMetadata] = sha256;
        if (progress is not null)
            request.StreamTransferProgress += (_, e) => progress.Report(e.TransferredBytes);
        await client.PutObjectAsync(request, cancellationToken);
    }

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

    /// <summary>Some at once: the next is hashed and signed while those before it are on their way.</summary>
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
        var sent = 0L;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Length),
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var position = number * partSize;
                var length = Math.Min(partSize, size - position);
                var part = await client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        UploadId = uploadId,
                        PartNumber = number + 1,
                        FilePath = path,
                        FilePosition = position,
                        PartSize = length,
                        UseChunkEncoding = false,
                    },
                    token
                );
                parts[number] = new(number + 1, part.ETag);
                progress?.Report(Interlocked.Add(ref sent, length));
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
