using System.ComponentModel.DataAnnotations;
using Reflector.Storage.S3;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "STORAGE_BACKEND",
        "Where recordings and audio lie: `local` in `DATA_DIR`, or `s3` in a bucket of Amazon S3 or of a service that speaks like it.",
        Aliases = ["TRANSCRIPT_STORAGE_BACKEND"]
    )]
    [AllowedValues("local", "s3", "aws")]
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

    /// <summary>Null while objects lie in a local folder.</summary>
    public S3Options? S3Storage =>
        StorageBackend == "local"
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

    /// <summary>Mistakes that only show when the settings are seen together.</summary>
    public IEnumerable<string> StorageMistakes()
    {
        if (StorageBackend != "local" && string.IsNullOrWhiteSpace(TranscriptStorageAwsBucketName))
            yield return $"TRANSCRIPT_STORAGE_AWS_BUCKET_NAME: is needed with STORAGE_BACKEND={StorageBackend}.";
        if ((TranscriptStorageAwsAccessKeyId is null) != (TranscriptStorageAwsSecretAccessKey is null))
            yield return "TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID: goes with TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY; set both or neither.";
    }
}
