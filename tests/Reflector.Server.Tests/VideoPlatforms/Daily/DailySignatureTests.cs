using System.Security.Cryptography;
using System.Text;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.VideoPlatforms.Daily;

public sealed class DailySignatureTests
{
    private const string Secret = "c2VjcmV0LWtleS0xMjM0NTY3ODkwYWJjZGVm";
    private const string Body = """{"test":"test"}""";
    private const string Time = "1700000000";
    private const string Signature = "0GX6UwC7QD6FxNoyed8nT0X+HCR5mefj8mvoHqTOcTA=";

    [Fact]
    public void The_documented_signature_is_good() => IsGood(Time, Signature).ShouldBeTrue();

    [Theory]
    [InlineData("", Signature)]
    [InlineData(Time, "")]
    [InlineData("1700000001", Signature)]
    [InlineData("soon", Signature)]
    [InlineData("-1700000000", Signature)]
    [InlineData("1700000000.5", Signature)]
    [InlineData("99999999999999999999", Signature)]
    [InlineData(Time, "1GX6UwC7QD6FxNoyed8nT0X+HCR5mefj8mvoHqTOcTA=")]
    [InlineData(Time, "0GX6UwC7QD6FxNoyed8nT0X+HCR5mefj8mvoHqTO")]
    [InlineData(Time, "not base64 at all \u00e4")]
    [InlineData(Time, "d065fa5300bb403e85c4da3279df274f45fe1c247999e7e3f26be81ea4ce7130")]
    public void Anything_else_is_not(string time, string signature) => IsGood(time, signature).ShouldBeFalse();

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void It_is_good_for_five_minutes(int late, bool expected) =>
        IsGood(Time, Signature, late: late).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("no base64")]
    [InlineData("b3RoZXI=")]
    public void Another_secret_is_not(string secret) => IsGood(Time, Signature, secret: secret).ShouldBeFalse();

    [Fact]
    public void Other_letters_than_ASCII_count_as_they_were_sent()
    {
        const string body = """{"payload":{"user_name":"Zoë 🎉"}}""";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(Secret), Encoding.UTF8.GetBytes($"{Time}.{body}"));

        IsGood(Time, Convert.ToBase64String(signature), body).ShouldBeTrue();
        IsGood(Time, Convert.ToBase64String(signature), body + " ").ShouldBeFalse();
    }

    private static bool IsGood(
        string time,
        string signature,
        string body = Body,
        int late = 0,
        string secret = Secret
    ) =>
        DailySignature.IsGood(
            secret,
            time,
            signature,
            Encoding.UTF8.GetBytes(body),
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + late)
        );
}
