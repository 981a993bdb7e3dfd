using Microsoft.AspNetCore.Builder;
using Reflector.Fakes.Whereby;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby;

/// <summary>A server whose rooms are at a Whereby that tells it everything.</summary>
public sealed class WherebyFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal WherebyServer Whereby { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Whereby = await WherebyServer.StartAsync();
        Server = await StartServerAsync(postgres, Whereby);
        Whereby.Webhooks.Target = new Uri(Server.Address, "/v1/whereby");
    }

    internal static Task<TestServer> StartServerAsync(
        PostgresFixture postgres,
        WherebyServer whereby,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WHEREBY_API_URL"] = whereby.ApiUrl.ToString(),
            ["WHEREBY_API_KEY"] = WherebyServer.DefaultKey,
            ["WHEREBY_WEBHOOK_SECRET"] = WherebyServer.DefaultSecret,
            ["WHEREBY_STORAGE_AWS_BUCKET_NAME"] = "recordings",
            ["WHEREBY_STORAGE_AWS_ACCESS_KEY_ID"] = "bucket-key",
            ["WHEREBY_STORAGE_AWS_SECRET_ACCESS_KEY"] = "bucket-secret",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        return TestServer.StartAsync(postgres, all, configure: configure);
    }

    internal Task<OpenedMeeting> OpenAsync(object? room = null) => OpenedMeeting.OpenAsync(Server, "whereby", room);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Whereby.DisposeAsync();
    }
}
