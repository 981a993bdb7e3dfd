using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Whereby;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Passwords;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>
/// The product with accounts and rooms on every platform. Whereby and Daily are stand-ins, with pages that speak to the
/// real code of Whereby and Daily in our page.
/// </summary>
public sealed class RoomsFixture : IAsyncLifetime, IServedBrowser
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-rooms-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningServer? _server;
    private WherebyServer? _whereby;
    private DailyServer? _daily;
    private int _rooms;

    public IBrowser Browser => _browser!;

    public string Address => _server!.Addresses.First();

    internal WherebyServer Whereby => _whereby!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            var chromium = Chromium.Find();
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
            _whereby = await WherebyServer.StartAsync();
            _whereby.HasEmbeddableRooms = true;
            _daily = await DailyServer.StartAsync();
            var server = RunningServer.StartAsync(
                new ReflectorSettings
                {
                    DataDir = Path.Combine(_folder.FullName, "data"),
                    LogLevel = LogLevel.None,
                    AuthBackend = AuthBackends.Password,
                    MockPlatformApi = true,
                    WherebyApiUrl = _whereby.ApiUrl.ToString(),
                    WherebyApiKey = WherebyServer.DefaultKey,
                    WherebyWebhookSecret = WherebyServer.DefaultSecret,
                    DailyApiUrl = _daily.ApiUrl.ToString(),
                    DailyApiKey = DailyServer.DefaultKey,
                    DailyWebhookSecret = DailyServer.DefaultSecret,
                },
                ServerRoles.All,
                "http://127.0.0.1:0",
                TestContext.Current.CancellationToken
            );
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.LaunchAsync(_playwright, chromium);
            _server = await server;
            _whereby.Webhooks.Target = new Uri($"{Address}/v1/whereby");
            _daily.Webhooks.Target = new Uri($"{Address}/v1/daily/webhook");
            await AddPersonAsync("olga@example.org", "Olga");
            await AddPersonAsync("boris@example.org", "Boris");
            Assertions.SetDefaultExpectTimeout(20_000);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_whereby is not null)
            await _whereby.DisposeAsync();
        if (_daily is not null)
            await _daily.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    /// <summary>Somebody with an account, signed in.</summary>
    internal async Task<Visit> PersonAsync(string email, string path = "/rooms", (int Width, int Height)? size = null)
    {
        var visit = await Visit.OpenAsync(this, "/favicon.svg", size);
        var answer = await visit.Context.APIRequest.PostAsync(
            "/v1/auth/sign-in",
            new() { DataObject = new { email, password = Password } }
        );
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
        await visit.Page.GotoAsync(path);
        return visit;
    }

    internal Task<Visit> OwnerAsync(string path = "/rooms", (int Width, int Height)? size = null) =>
        PersonAsync("olga@example.org", path, size);

    /// <summary>Somebody without an account.</summary>
    internal Task<Visit> GuestAsync(string path, (int Width, int Height)? size = null) =>
        Visit.OpenAsync(this, path, size);

    /// <summary>A new room of the person's.</summary>
    /// <returns>Its name.</returns>
    internal async Task<string> RoomAsync(
        Visit owner,
        string platform = "mock",
        bool skipConsent = false,
        bool isShared = false,
        string? name = null
    )
    {
        name ??= $"room-{Interlocked.Increment(ref _rooms)}";
        var answer = await owner.Context.APIRequest.PostAsync(
            "/v1/rooms",
            new()
            {
                DataObject = new
                {
                    name,
                    platform,
                    room_mode = platform == "daily" ? "group" : "normal",
                    skip_consent = skipConsent,
                    is_shared = isShared,
                },
            }
        );
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
        return name;
    }

    internal Task<ReflectorDb> OpenDatabaseAsync() =>
        _server!.Services.GetRequiredService<IDbContextFactory<ReflectorDb>>().CreateDbContextAsync();

    private async Task AddPersonAsync(string email, string name)
    {
        await using var db = await OpenDatabaseAsync();
        var user = User.Create(email, name, TimeProvider.System.GetUtcNow());
        user.PasswordHash = _server!.Services.GetRequiredService<PasswordHashes>().Hash(Password);
        db.Users.Add(user);
        await db.SaveChangesAsync();
    }
}
