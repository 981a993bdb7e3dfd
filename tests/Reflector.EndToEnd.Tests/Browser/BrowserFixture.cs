using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Http;
using Reflector.Storage;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>The whole product in this process, with its own PostgreSQL and data folder, and a browser to use it.</summary>
public sealed class BrowserFixture : IAsyncLifetime, IServedBrowser
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-browser-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IAPIRequestContext? _requests;
    private RunningServer? _server;
    private Task<FinishedMeeting>? _meeting;
    private Task<Shelf>? _shelf;

    public IBrowser Browser => _browser!;

    internal IServiceProvider Services => _server!.Services;

    internal IObjectStore Store => Services.GetRequiredService<IObjectStore>();

    public string Address => _server!.Addresses.First();

    internal ServerApi Api => new(_requests!);

    internal RecordingFiles Files => new(_folder.FullName);

    public async ValueTask InitializeAsync()
    {
        try
        {
            var chromium = Chromium.Find();
            if (WebPage.Folder() is null)
                throw new InvalidOperationException(
                    "The web page is not built: run eng/setup, or npm --prefix web ci && npm --prefix web run build."
                );
            // The unprivileged user that runs PostgreSQL for root has to get through.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
            var server = RunningServer.StartAsync(
                new ReflectorSettings
                {
                    DataDir = Path.Combine(_folder.FullName, "data"),
                    LogLevel = LogLevel.Critical,
                    // Meetings of a minute have topics too.
                    MinTranscriptLength = 250,
                },
                ServerRoles.All,
                "http://127.0.0.1:0",
                TestContext.Current.CancellationToken
            );
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.LaunchAsync(_playwright, chromium);
            _server = await server;
            _requests = await _playwright.APIRequest.NewContextAsync(new() { BaseURL = Address });
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
        if (_requests is not null)
            await _requests.DisposeAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    internal Task<ReflectorDb> OpenDatabaseAsync() =>
        Services.GetRequiredService<IDbContextFactory<ReflectorDb>>().CreateDbContextAsync();

    /// <summary>A made meeting that was really transcribed, once for all tests that only read.</summary>
    internal Task<FinishedMeeting> MeetingAsync() => _meeting ??= FinishedMeeting.MakeAsync(this);

    /// <summary>A transcript in every state that a page can show.</summary>
    internal Task<Shelf> ShelfAsync() => _shelf ??= Shelf.FillAsync(this);
}
