using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Reflector.Storage.Remote;

namespace Reflector.Storage.S3;

/// <summary>Turns what S3 says into a sentence.</summary>
internal static class S3Fault
{
    public static bool IsOne(Exception e) =>
        e is AmazonClientException or AmazonServiceException or HttpRequestException;

    public static bool IsMissing(AmazonS3Exception e) =>
        e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket";

    public static StorageException From(Exception e) =>
        e switch
        {
            AmazonS3Exception s3 when IsMissing(s3) => RemoteFault.NotFound(e),
            AmazonS3Exception { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } => RemoteFault.InvalidRange(
                e
            ),
            AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new(
                StorageErrorKind.Unavailable,
                "The bucket that this server stores in does not exist.",
                e
            ),
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } =>
                RemoteFault.AccessDenied(e),
            AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } => RemoteFault.Full(e),
            _ => RemoteFault.Unavailable(e),
        };
}
