using System.ComponentModel.DataAnnotations;
using Reflector.Storage.S3;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting("WHEREBY_API_URL", "Address of Whereby's API.")]
    [Url]
    public string WherebyApiUrl { get; init; } = "https://api.whereby.dev/v1";

    [Setting(
        "WHEREBY_API_KEY",
        "Key of a Whereby Embedded account; rooms can use Whereby when it is set.",
        Secret = true
    )]
    public string? WherebyApiKey { get; init; }

    [Setting(
        "WHEREBY_WEBHOOK_SECRET",
        "Secret that Whereby's dashboard shows for the webhook to `BASE_URL/v1/whereby`; without it every webhook is refused.",
        Secret = true
    )]
    public string? WherebyWebhookSecret { get; init; }

    [Setting(
        "WHEREBY_STORAGE_AWS_BUCKET_NAME",
        "S3 bucket that Whereby stores recordings in, with a folder if wanted: `bucket/folder`.",
        DefaultText = "what the Whereby account says",
        Aliases = ["AWS_WHEREBY_S3_BUCKET"]
    )]
    public string? WherebyBucket { get; init; }

    [Setting("WHEREBY_STORAGE_AWS_REGION", "Region of that bucket.", Aliases = ["AWS_S3_REGION"])]
    public string? WherebyBucketRegion { get; init; }

    [Setting(
        "WHEREBY_STORAGE_AWS_ACCESS_KEY_ID",
        "Access key with which Whereby writes to that bucket.",
        Secret = true,
        Aliases = ["AWS_WHEREBY_ACCESS_KEY_ID"]
    )]
    public string? WherebyBucketKeyId { get; init; }

    [Setting(
        "WHEREBY_STORAGE_AWS_SECRET_ACCESS_KEY",
        "Secret of that access key.",
        Secret = true,
        Aliases = ["AWS_WHEREBY_ACCESS_KEY_SECRET"]
    )]
    public string? WherebyBucketKeySecret { get; init; }

    [Setting(
        "WHEREBY_STORAGE_AWS_ENDPOINT_URL",
        "Address of that bucket's service when it is not Amazon's.",
        DefaultText = "Amazon"
    )]
    [Url]
    public string? WherebyBucketEndpoint { get; init; }

    /// <summary>Null while no bucket is set: then recordings at Whereby cannot be reached.</summary>
    public S3Options? WherebyStorage =>
        WherebyBucket is null
            ? null
            : new()
            {
                Bucket = WherebyBucket,
                Region = WherebyBucketRegion ?? TranscriptStorageAwsRegion,
                Endpoint = WherebyBucketEndpoint is null ? null : new Uri(WherebyBucketEndpoint),
                AccessKeyId = WherebyBucketKeyId,
                SecretAccessKey = WherebyBucketKeySecret,
                HasForeignKeys = true,
                SpoolFolder = Path.Combine(DataPath, "spool"),
            };
}
