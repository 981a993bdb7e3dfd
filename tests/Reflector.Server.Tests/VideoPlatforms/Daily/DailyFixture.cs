using Microsoft.AspNetCore.Builder;
using Reflector.Fakes.Daily;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.VideoPlatforms.Daily;

/// <summary>A server whose rooms are at a Daily that tells it everything.</summary>
public sealed class DailyFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal DailyServer Daily { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Daily = await DailyServer.StartAsync();
        Server = await StartServerAsync(postgres, Daily);
        Daily.Webhooks.Target = new Uri(Server.Address, "/v1/daily/webhook");
    }

    internal static Task<TestServer> StartServerAsync(
        PostgresFixture postgres,
        DailyServer daily,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DAILY_API_URL"] = daily.ApiUrl.ToString(),
            ["DAILY_API_KEY"] = DailyServer.DefaultKey,
            ["DAILY_WEBHOOK_SECRET"] = DailyServer.DefaultSecret,
            ["DAILYCO_STORAGE_AWS_BUCKET_NAME"] = "recordings",
            ["DAILYCO_STORAGE_AWS_ROLE_ARN"] = "arn:aws:iam::1:role/recordings",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        return TestServer.StartAsync(postgres, all, configure: configure);
    }

    internal Task<OpenedMeeting> OpenAsync(object? room = null) => OpenedMeeting.OpenAsync(Server, "daily", room);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Daily.DisposeAsync();
    }
}
