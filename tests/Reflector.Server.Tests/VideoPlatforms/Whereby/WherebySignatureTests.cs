using System.Security.Cryptography;
using System.Text;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby;

public sealed class WherebySignatureTests
{
    private const string Secret = "whereby-secret";
    private const string Body = """{"test":"test"}""";
    private const string Hex = "27c3d8afa567f91e930066572707bc3ee3a2ed28a6f2ef8ca23e75973bf7b7cb";
    private const string Other = "0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData($"t=1700000000,v1={Hex}")]
    [InlineData($"v1={Hex},t=1700000000")]
    [InlineData($"t=1700000000, v1={Hex}")]
    [InlineData($"t=1700000000,v1={Other},v1={Hex}")]
    [InlineData($"t=1700000000,v0=abc,v1={Hex},v2=abc")]
    public void The_documented_signature_is_good(string header) => IsGood(header).ShouldBeTrue();

    [Fact]
    public void Hex_may_be_in_capitals() => IsGood($"t=1700000000,v1={Hex.ToUpperInvariant()}").ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData(",,,=,=")]
    [InlineData($"v1={Hex}")]
    [InlineData("t=1700000000")]
    [InlineData("t=1700000000,v1=")]
    [InlineData($"t=1700000000,v1={Other}")]
    [InlineData($"t=1700000000,v1={Hex}00")]
    [InlineData("t=1700000000,v1=zzc3d8afa567f91e930066572707bc3ee3a2ed28a6f2ef8ca23e75973bf7b7cb")]
    [InlineData($"t=1700000001,v1={Hex}")]
    [InlineData($"t=-1700000000,v1={Hex}")]
    [InlineData($"t=1700000000.0,v1={Hex}")]
    [InlineData($"t=99999999999999999999999,v1={Hex}")]
    [InlineData($"t=1700000000,t=1700000001,v2={Hex}")]
    [InlineData($"t=1700000000,v1=\u00e4{Hex}")]
    public void Anything_else_is_not(string header) => IsGood(header).ShouldBeFalse();

    [Theory]
    [InlineData(59, true)]
    [InlineData(-59, true)]
    [InlineData(60, false)]
    [InlineData(-60, false)]
    [InlineData(86400, false)]
    public void It_is_good_for_less_than_a_minute(int late, bool expected) =>
        IsGood($"t=1700000000,v1={Hex}", late: late).ShouldBe(expected);

    [Theory]
    [InlineData("""{"test":"Test"}""")]
    [InlineData("""{"test":"test"} """)]
    [InlineData("")]
    public void Another_body_is_not(string body) => IsGood($"t=1700000000,v1={Hex}", body).ShouldBeFalse();

    [Fact]
    public void Another_secret_is_not() =>
        WherebySignature.IsGood("other", $"t=1700000000,v1={Hex}", Encoding.UTF8.GetBytes(Body), At(0)).ShouldBeFalse();

    [Fact]
    public void Other_letters_than_ASCII_count_as_they_were_sent()
    {
        const string body = """{"data":{"displayName":"Zoë 🎉"}}""";
        var hex = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"1700000000.{body}"))
        );

        IsGood($"t=1700000000,v1={hex}", body).ShouldBeTrue();
    }

    private static bool IsGood(string header, string body = Body, int late = 0) =>
        WherebySignature.IsGood(Secret, header, Encoding.UTF8.GetBytes(body), At(late));

    private static DateTimeOffset At(int late) => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + late);
}
