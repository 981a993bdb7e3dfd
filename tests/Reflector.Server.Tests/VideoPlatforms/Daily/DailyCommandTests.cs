using System.Diagnostics;
using System.Net.Http.Json;
using Reflector.Fakes.Daily;
using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.VideoPlatforms.Daily;

/// <summary><c>reflector daily webhook</c>, as a program of its own, against a Daily that tries the address.</summary>
public sealed class DailyCommandTests(PostgresFixture postgres) : IAsyncLifetime
{
    private DailyServer _daily = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _daily = await DailyServer.StartAsync();
        _server = await DailyFixture.StartServerAsync(postgres, _daily);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _daily.DisposeAsync();
    }

    [Fact]
    public async Task It_is_made_listed_repaired_and_deleted()
    {
        (await RunAsync("list")).ShouldBe(
            (0, "Daily has no webhook: `reflector daily webhook create` makes one.\n", "")
        );
        (await DoctorAsync()).Fix!.ShouldContain("create");

        (await RunAsync("create")).ShouldBe((0, $"Daily now tells {Url}.\n", ""));
        _daily.Requests[^1].Json["hmac"]!.GetValue<string>().ShouldBe(DailyServer.DefaultSecret);
        (await DoctorAsync()).Health.ShouldBe(Health.Good);
        (await RunAsync("create")).Errors.ShouldContain("already");
        (await RunAsync("list")).Output.ShouldStartWith($"ACTIVE\t{Url}\tthis server\tparticipant.joined,");
        (await RunAsync("repair")).Output.ShouldContain("nothing to repair");

        (await RunAsync("delete")).Output.ShouldBe($"Daily no longer tells {Url}.\n");
        (await RunAsync("delete")).Output.ShouldBe("Daily has no webhook.\n");
        (await RunAsync("repair")).Errors.ShouldContain("create");
    }

    [Fact]
    public async Task What_Daily_has_stopped_is_repaired()
    {
        await RegisterAsync(Url);
        _daily.Webhooks.Target = new Uri(_server.Address, "/nowhere");
        using (var room = await Api().PostAsJsonAsync(new Uri(_daily.Address, "/v1/rooms"), new { name = "a" }))
            room.EnsureSuccessStatusCode();
        _daily.Leave("a", _daily.Join("a"));
        await _daily.Webhooks.FlushAsync();
        _daily.WebhookState.ShouldBe("FAILED");
        (await DoctorAsync()).Fix!.ShouldContain("repair");

        (await RunAsync("repair")).ShouldBe((0, $"The webhook to {Url} is active again.\n", ""));

        _daily.WebhookState.ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task A_secret_is_made_when_none_is_set()
    {
        var (code, output, _) = await RunAsync("create", ("DAILY_WEBHOOK_SECRET", ""));

        code.ShouldBe(0);
        var secret = _daily.Requests[^1].Json["hmac"]!.GetValue<string>();
        Convert.FromBase64String(secret).Length.ShouldBe(32);
        output.ShouldEndWith($"DAILY_WEBHOOK_SECRET={secret}\n");
    }

    [Fact]
    public async Task Every_mistake_is_a_sentence()
    {
        (await RunAsync("create", ("BASE_URL", ""))).Errors.ShouldContain("BASE_URL is not set");
        (await RunAsync("create", ("DAILY_API_URL", "https://api.daily.example/v1"))).Errors.ShouldContain(
            "this machine alone"
        );
        (await RunAsync("create", ("DAILY_WEBHOOK_SECRET", "plain text"))).Errors.ShouldContain("base64");
        (await RunAsync("create", ("BASE_URL", "http://127.0.0.1:1"))).Errors.ShouldContain("must answer 200");
        (await RunAsync("list", ("DAILY_API_KEY", ""))).Errors.ShouldContain("DAILY_API_KEY is not set");
        var (code, _, errors) = await RunAsync("list", ("DAILY_API_KEY", "wrong"));
        (code, errors).ShouldBe((1, "Daily does not accept this server's key; an administrator should check it.\n"));
    }

    [Fact]
    public async Task Webhooks_of_others_are_only_deleted_when_all_are_meant()
    {
        var other = new Uri(_server.Address, "/v1/daily/webhook?other").ToString();
        await RegisterAsync(other);

        (await RunAsync("create")).Errors.ShouldContain("--all");
        (await RunAsync("delete")).Output.ShouldContain("--all");
        (await RunAsync("delete", [], "--all")).Output.ShouldBe($"Daily no longer tells {other}.\n");
    }

    private string Url => new Uri(_server.Address, "/v1/daily/webhook").ToString();

    private async Task RegisterAsync(string url)
    {
        using var answer = await Api()
            .PostAsJsonAsync(new Uri(_daily.Address, "/v1/webhooks"), new { url, hmac = DailyServer.DefaultSecret });
        answer.EnsureSuccessStatusCode();
    }

    private HttpClient Api()
    {
        var client = _server.ClientOf(null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", DailyServer.DefaultKey);
        return client;
    }

    private async Task<Finding> DoctorAsync()
    {
        var findings = await PlatformChecks.RunAsync(TestServer.Settings(".", Settings([])!), CancellationToken.None);
        return findings.ShouldHaveSingleItem().Finding;
    }

    private Dictionary<string, string?> Settings(IEnumerable<(string Name, string Value)> changes)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BASE_URL"] = _server.Address.GetLeftPart(UriPartial.Authority),
            ["DAILY_API_URL"] = _daily.ApiUrl.ToString(),
            ["DAILY_API_KEY"] = DailyServer.DefaultKey,
            ["DAILY_WEBHOOK_SECRET"] = DailyServer.DefaultSecret,
        };
        foreach (var (name, value) in changes)
            settings[name] = value;
        return settings;
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(
        string verb,
        params (string Name, string Value)[] changes
    ) => RunAsync(verb, changes, []);

    private async Task<(int Code, string Output, string Errors)> RunAsync(
        string verb,
        (string Name, string Value)[] changes,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "reflector"),
            ["daily", "webhook", verb, .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Settings(changes))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
