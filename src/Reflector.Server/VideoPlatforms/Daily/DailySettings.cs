using System.ComponentModel.DataAnnotations;
using Reflector.Storage.S3;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting("DAILY_API_URL", "Address of Daily's API.")]
    [Url]
    public string DailyApiUrl { get; init; } = "https://api.daily.co/v1";

    [Setting("DAILY_API_KEY", "Key of a Daily domain; rooms can use Daily when it is set.", Secret = true)]
    public string? DailyApiKey { get; init; }

    [Setting(
        "DAILY_WEBHOOK_SECRET",
        "Secret of Daily's webhook, in base64; `reflector daily webhook create` makes one. Without it every webhook is refused.",
        Secret = true
    )]
    public string? DailyWebhookSecret { get; init; }

    [Setting("DAILY_SUBDOMAIN", "Name of the Daily domain: `NAME` of `https://NAME.daily.co`.")]
    public string? DailySubdomain { get; init; }

    [Setting(
        "DAILYCO_STORAGE_AWS_BUCKET_NAME",
        "S3 bucket that Daily stores recordings in.",
        DefaultText = "what the Daily domain says",
        Aliases = ["AWS_DAILY_S3_BUCKET"]
    )]
    public string? DailyBucket { get; init; }

    [Setting("DAILYCO_STORAGE_AWS_REGION", "Region of that bucket.", Aliases = ["AWS_DAILY_S3_REGION"])]
    public string DailyBucketRegion { get; init; } = "us-west-2";

    [Setting(
        "DAILYCO_STORAGE_AWS_ROLE_ARN",
        "Role that Daily assumes to write to that bucket.",
        Aliases = ["AWS_DAILY_ROLE_ARN"]
    )]
    public string? DailyBucketRole { get; init; }

    [Setting(
        "DAILYCO_STORAGE_AWS_ENDPOINT_URL",
        "Address of that bucket's service when it is not Amazon's.",
        DefaultText = "Amazon"
    )]
    [Url]
    public string? DailyBucketEndpoint { get; init; }

    [Setting(
        "DAILYCO_STORAGE_AWS_ACCESS_KEY_ID",
        "Access key with which we read and delete in that bucket; without it we assume the role with the machine's own credentials.",
        Secret = true
    )]
    public string? DailyBucketKeyId { get; init; }

    [Setting("DAILYCO_STORAGE_AWS_SECRET_ACCESS_KEY", "Secret of that access key.", Secret = true)]
    public string? DailyBucketKeySecret { get; init; }

    /// <summary>Null while no bucket is set: then recordings at Daily cannot be reached.</summary>
    public S3Options? DailyStorage =>
        DailyBucket is null
            ? null
            : new()
            {
                Bucket = DailyBucket,
                Region = DailyBucketRegion,
                Endpoint = DailyBucketEndpoint is null ? null : new Uri(DailyBucketEndpoint),
                AccessKeyId = DailyBucketKeyId,
                SecretAccessKey = DailyBucketKeySecret,
                // The role is Daily's to write with; whoever has keys of their own enters with them.
                RoleArn = DailyBucketKeyId is null ? DailyBucketRole : null,
                HasForeignKeys = true,
                SpoolFolder = Path.Combine(DataPath, "spool"),
            };
}
