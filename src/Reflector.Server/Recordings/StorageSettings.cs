using System.ComponentModel.DataAnnotations;
using Reflector.Storage.S3;
using Reflector.Storage.Swift;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "STORAGE_BACKEND",
        "Where recordings and audio lie: `local` in `DATA_DIR`, `s3` in a bucket of Amazon S3 or of a service that speaks like it, `swift` in a container of OpenStack.",
        Aliases = ["TRANSCRIPT_STORAGE_BACKEND"]
    )]
    [AllowedValues("local", "s3", "aws", "swift")]
    public string StorageBackend { get; init; } = "local";

    [Setting("TRANSCRIPT_STORAGE_AWS_BUCKET_NAME", "Bucket to store in; `bucket/folder` for a folder of it.")]
    public string? TranscriptStorageAwsBucketName { get; init; }

    [Setting("TRANSCRIPT_STORAGE_AWS_REGION", "Its region.")]
    public string TranscriptStorageAwsRegion { get; init; } = "us-east-1";

    [Setting(
        "TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID",
        "Access key for it; without it the machine's own credentials are used."
    )]
    public string? TranscriptStorageAwsAccessKeyId { get; init; }

    [Setting("TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY", "Secret of that access key.", Secret = true)]
    public string? TranscriptStorageAwsSecretAccessKey { get; init; }

    [Setting("TRANSCRIPT_STORAGE_AWS_ENDPOINT_URL", "Address of a service other than Amazon's.")]
    [Url]
    public string? TranscriptStorageAwsEndpointUrl { get; init; }

    [Setting("TRANSCRIPT_STORAGE_AWS_ROLE_ARN", "Role to take on for it.")]
    public string? TranscriptStorageAwsRoleArn { get; init; }

    [Setting("OS_AUTH_URL", "OpenStack's identity service (Keystone), for `STORAGE_BACKEND=swift`.")]
    [Url]
    public string? OsAuthUrl { get; init; }

    [Setting("OS_APPLICATION_CREDENTIAL_ID", "Application credential of the project that the container is in.")]
    public string? OsApplicationCredentialId { get; init; }

    [Setting("OS_APPLICATION_CREDENTIAL_SECRET", "Its secret.", Secret = true)]
    public string? OsApplicationCredentialSecret { get; init; }

    [Setting("OS_REGION_NAME", "Region of the object storage; the catalogue's first one without it.")]
    public string? OsRegionName { get; init; }

    [Setting("SWIFT_CONTAINER", "Container to store in; `container/folder` for a folder of it.")]
    public string? SwiftContainer { get; init; }

    /// <summary>Null unless objects lie in a bucket.</summary>
    public S3Options? S3Storage =>
        StorageBackend is not ("s3" or "aws")
            ? null
            : new()
            {
                Bucket = TranscriptStorageAwsBucketName!,
                Region = TranscriptStorageAwsRegion,
                Endpoint = TranscriptStorageAwsEndpointUrl is null ? null : new Uri(TranscriptStorageAwsEndpointUrl),
                AccessKeyId = TranscriptStorageAwsAccessKeyId,
                SecretAccessKey = TranscriptStorageAwsSecretAccessKey,
                RoleArn = TranscriptStorageAwsRoleArn,
                SpoolFolder = Path.Combine(DataPath, "spool"),
            };

    /// <summary>Null unless objects lie in OpenStack.</summary>
    public SwiftOptions? SwiftStorage =>
        StorageBackend != "swift"
            ? null
            : new()
            {
                AuthUrl = new Uri(OsAuthUrl!),
                CredentialId = OsApplicationCredentialId!,
                CredentialSecret = OsApplicationCredentialSecret!,
                Region = OsRegionName,
                Container = SwiftContainer!,
                SpoolFolder = Path.Combine(DataPath, "spool"),
            };

    /// <summary>Mistakes that only show when the settings are seen together.</summary>
    public IEnumerable<string> StorageMistakes()
    {
        if (StorageBackend is "s3" or "aws" && string.IsNullOrWhiteSpace(TranscriptStorageAwsBucketName))
            yield return $"TRANSCRIPT_STORAGE_AWS_BUCKET_NAME: is needed with STORAGE_BACKEND={StorageBackend}.";
        if ((TranscriptStorageAwsAccessKeyId is null) != (TranscriptStorageAwsSecretAccessKey is null))
            yield return "TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID: goes with TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY; set both or neither.";
        if (StorageBackend != "swift")
            yield break;
        (string Name, string? Value)[] needed =
        [
            ("OS_AUTH_URL", OsAuthUrl),
            ("OS_APPLICATION_CREDENTIAL_ID", OsApplicationCredentialId),
            ("OS_APPLICATION_CREDENTIAL_SECRET", OsApplicationCredentialSecret),
            ("SWIFT_CONTAINER", SwiftContainer),
        ];
        foreach (var (name, value) in needed)
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"{name}: is needed with STORAGE_BACKEND=swift.";
        }
    }
}
