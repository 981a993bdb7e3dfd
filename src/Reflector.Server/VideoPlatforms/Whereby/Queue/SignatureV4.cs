using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

/// <param name="SessionToken">Of credentials that expire.</param>
internal sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);

/// <summary>
/// Signs a request as Amazon's services want it: AWS Signature Version 4,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
/// </summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <param name="request">With its headers, to a path without a query.</param>
    /// <param name="body">Its content.</param>
    /// <param name="credentials">Whose it is.</param>
    /// <param name="region">Of the service.</param>
    /// <param name="service">Such as <c>sqs</c>.</param>
    /// <param name="now">Of which it is; the service takes it for a quarter of an hour.</param>
    public static void Sign(
        HttpRequestMessage request,
        ReadOnlySpan<byte> body,
        AwsCredentials credentials,
        string region,
        string service,
        DateTimeOffset now
    )
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        if (credentials.SessionToken is { } token)
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        var headers = Headers(request);
        var names = string.Join(';', headers.Keys);
        var canonical = new StringBuilder()
            .Append(request.Method.Method)
            .Append('\n')
            .Append(request.RequestUri!.AbsolutePath)
            .Append("\n\n")
            .AppendJoin("", headers.Select(header => $"{header.Key}:{header.Value}\n"))
            .Append('\n')
            .Append(names)
            .Append('\n')
            .Append(Convert.ToHexStringLower(SHA256.HashData(body)));
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{time}\n{scope}\n{Hash(canonical.ToString())}";
        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey);
        foreach (var part in scope.Split('/'))
            key = Hmac(key, part);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(Hmac(key, text))}"
        );
    }

    private static SortedDictionary<string, string> Headers(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri!.Authority,
        };
        foreach (
            var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
        )
        {
            var lower = name.ToLowerInvariant();
            if (lower == "content-type" || lower.StartsWith("x-amz-", StringComparison.Ordinal))
                headers[lower] = string.Join(',', values.Select(value => value.Trim()));
        }
        return headers;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
