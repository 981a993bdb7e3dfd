using Amazon.S3;
using Amazon.S3.Model;

namespace Reflector.Storage.S3;

/// <summary>Sends a local file, large ones in parts.</summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket, S3Options options)
{
    public const string HashMetadata = "sha256";
    private const int MostParts = 10_000;

    public async Task SendAsync(
        string key,
        string path,
        string sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var size = new FileInfo(path).Length;
        if (size > options.MultipartAbove)
            await SendPartsAsync(key, path, size, sha256, progress, cancellationToken);
        else
            await SendWholeAsync(key, path, sha256, progress, cancellationToken);
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

    private async Task SendPartsAsync(
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
            var partSize = Math.Max(options.PartSize, (size + MostParts - 1) / MostParts);
            var parts = new List<PartETag>();
            for (var position = 0L; position < size; position += partSize)
            {
                var length = Math.Min(partSize, size - position);
                var part = await client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        UploadId = upload.UploadId,
                        PartNumber = parts.Count + 1,
                        FilePath = path,
                        FilePosition = position,
                        PartSize = length,
                        UseChunkEncoding = false,
                    },
                    cancellationToken
                );
                parts.Add(new(part.PartNumber ?? parts.Count + 1, part.ETag));
                progress?.Report(position + length);
            }
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload.UploadId,
                    PartETags = parts,
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
