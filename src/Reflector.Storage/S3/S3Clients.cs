using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;

namespace Reflector.Storage.S3;

internal static class S3Clients
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static AmazonS3Client Create(S3Options options)
    {
        var config = new AmazonS3Config
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = MaxRetries,
            Timeout = Patience,
            // Services other than Amazon's do not know the newer checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.ForcePathStyle = true;
            config.AuthenticationRegion = options.Region;
            config.UseHttp = endpoint.Scheme == Uri.UriSchemeHttp;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }
        return Credentials(options) is { } credentials ? new(credentials, config) : new(config);
    }

    private static AWSCredentials? Credentials(S3Options options)
    {
        AWSCredentials? own = options is { AccessKeyId: { } id, SecretAccessKey: { } secret }
            ? new BasicAWSCredentials(id, secret)
            : null;
        if (options.RoleArn is not { } role)
            return own;
        // Asked for through AWSSDK.SecurityToken, which the SDK finds by itself.
        var source = own ?? DefaultAWSCredentialsIdentityResolver.GetCredentials();
        return new AssumeRoleAWSCredentials(source, role, "reflector");
    }
}
