using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Reflector.Storage.S3;

/// <summary>Turns what S3 says into a sentence.</summary>
internal static class S3Fault
{
    public static bool IsOne(Exception e) =>
        e is AmazonClientException or AmazonServiceException or HttpRequestException;

    public static bool IsMissing(AmazonS3Exception e) =>
        e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket";

    public static StorageException NotFound(Exception? e = null) =>
        new(StorageErrorKind.NotFound, "The stored file is no longer there.", e);

    public static StorageException InvalidRange(Exception? e = null) =>
        new(StorageErrorKind.InvalidRange, "The asked part begins outside the stored file.", e);

    public static StorageException From(Exception e) =>
        e switch
        {
            AmazonS3Exception s3 when IsMissing(s3) => NotFound(e),
            AmazonS3Exception { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } => InvalidRange(e),
            AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new(
                StorageErrorKind.Unavailable,
                "The bucket that this server stores in does not exist.",
                e
            ),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } => new(
                StorageErrorKind.AccessDenied,
                "The object storage does not let this server in, or not do this.",
                e
            ),
            AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } => new(
                StorageErrorKind.DiskFull,
                "The object storage is full, so the file could not be stored.",
                e
            ),
            _ => new(StorageErrorKind.Unavailable, "The object storage does not answer as it should: try again.", e),
        };
}
