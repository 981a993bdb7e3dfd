using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

/// <summary>What the page may frame, and what it hands to what it frames.</summary>
[Collection(nameof(AcmeServer))]
public sealed class FramingTests(AcmeServer acme, PostgresFixture postgres)
{
    [Fact]
    public async Task A_platform_that_is_set_up_may_be_framed_and_is_handed_camera_microphone_and_screen()
    {
        using var answer = await acme.Server.Client.GetAsync("/health");

        Header(answer, "Content-Security-Policy").ShouldContain("; frame-src https://acme.example; ");
        Header(answer, "Content-Security-Policy").ShouldContain("connect-src 'self'; ");
        var permissions = Header(answer, "Permissions-Policy").Split(", ");
        permissions.ShouldContain("camera=(self \"https://acme.example\")");
        permissions.ShouldContain("microphone=(self \"https://acme.example\")");
        permissions.ShouldContain("display-capture=(self \"https://acme.example\")");
        Header(answer, "Referrer-Policy").ShouldBe("strict-origin-when-cross-origin");
    }

    [Fact]
    public async Task A_platform_that_is_not_set_up_may_not_be_framed()
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            configure: builder =>
                builder.Services.AddVideoPlatform(
                    new AcmeRegistration(new(), "ACME_KEY"),
                    TestServer.Settings(".", new Dictionary<string, string?>())
                )
        );

        using var answer = await server.Client.GetAsync("/health");

        Header(answer, "Content-Security-Policy").ShouldContain("frame-src 'none'");
        Header(answer, "Permissions-Policy").ShouldNotContain("acme");
    }

    [Theory]
    [InlineData(null, "https://meetings.s3.eu-west-1.amazonaws.com")]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000")]
    public async Task A_composed_recording_may_be_played_from_the_bucket_of_its_platform(
        string? endpoint,
        string origin
    )
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            new()
            {
                ["DAILYCO_STORAGE_AWS_BUCKET_NAME"] = "meetings/recorded",
                ["DAILYCO_STORAGE_AWS_REGION"] = "eu-west-1",
                ["DAILYCO_STORAGE_AWS_ENDPOINT_URL"] = endpoint,
            }
        );

        using var answer = await server.Client.GetAsync("/health");

        Header(answer, "Content-Security-Policy").ShouldContain($"media-src 'self' blob: {origin}");
        Header(answer, "Content-Security-Policy").ShouldContain("default-src 'self'; ");
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.GetValues(name).ShouldHaveSingleItem();
}
