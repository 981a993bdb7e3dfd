using Reflector.Fakes.Whereby;
using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.VideoPlatforms;

/// <summary>What <c>reflector doctor</c> says of the platforms.</summary>
public sealed class PlatformChecksTests
{
    [Fact]
    public async Task Nothing_set_up_is_in_order() =>
        (await CheckAsync([])).ShouldBe(
            ("video platforms", Health.Good, "none is set up: rooms are for practice, without sound")
        );

    [Fact]
    public async Task Half_a_set_up_names_what_is_missing()
    {
        (await CheckAsync(new() { ["WHEREBY_WEBHOOK_SECRET"] = "a" })).ShouldBe(
            ("Whereby", Health.Bad, "WHEREBY_API_KEY not set")
        );
        (await CheckAsync(new() { ["DAILY_API_KEY"] = "a", ["AWS_DAILY_S3_BUCKET"] = "a" })).ShouldBe(
            ("Daily", Health.Bad, "DAILYCO_STORAGE_AWS_ROLE_ARN not set")
        );
    }

    [Fact]
    public async Task A_key_is_tried()
    {
        await using var whereby = await WherebyServer.StartAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WHEREBY_API_URL"] = whereby.ApiUrl.ToString(),
            ["WHEREBY_API_KEY"] = WherebyServer.DefaultKey,
        };
        (await CheckAsync(settings)).Health.ShouldBe(Health.Warning);
        settings["WHEREBY_WEBHOOK_SECRET"] = "a";
        (await CheckAsync(settings)).Health.ShouldBe(Health.Good);
        settings["WHEREBY_API_KEY"] = "wrong";
        (await CheckAsync(settings)).Health.ShouldBe(Health.Bad);
        (await CheckAsync(new() { ["DAILY_API_URL"] = "http://127.0.0.1:1", ["DAILY_API_KEY"] = "a" })).ShouldBe(
            ("Daily", Health.Bad, "Daily cannot be reached from this server; try again in a moment.")
        );
    }

    private static async Task<(string Name, Health Health, string Text)> CheckAsync(
        Dictionary<string, string?> settings
    )
    {
        var (name, finding) = (
            await PlatformChecks.RunAsync(TestServer.Settings(".", settings), CancellationToken.None)
        ).ShouldHaveSingleItem();
        (finding.Fix is null).ShouldBe(finding.Health is Health.Good);
        return (name, finding.Health, finding.Text);
    }
}
