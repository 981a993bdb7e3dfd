using System.ComponentModel.DataAnnotations;

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
}
