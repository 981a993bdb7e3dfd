using Reflector.Server.VideoPlatforms.Whereby.Queue;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby.Queue;

/// <summary>Against the vectors of Amazon's own test suite.</summary>
public sealed class SignatureV4Tests
{
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void A_request_is_signed_as_Amazon_signs_it(string method, string signature)
    {
        using var request = new HttpRequestMessage(new(method), "https://example.amazonaws.com/");

        SignatureV4.Sign(
            request,
            [],
            new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            "us-east-1",
            "service",
            Time
        );

        request
            .Headers.GetValues("Authorization")
            .Single()
            .ShouldBe(
                $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}"
            );
        request.Headers.GetValues("X-Amz-Date").Single().ShouldBe("20150830T123600Z");
    }
}
