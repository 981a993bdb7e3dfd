using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reflector.Server.Accounts;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Tests.Database;
using Reflector.Storage;

namespace Reflector.Server.Tests.Hosting;

/// <summary>A whole server on a port, a database and a data folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo? _ownFolder;

    private TestServer(WebApplication app, string connectionString, string folder, DirectoryInfo? ownFolder)
    {
        _app = app;
        _ownFolder = ownFolder;
        ConnectionString = connectionString;
        DataFolder = folder;
        Client = ClientOf(null);
    }

    public string ConnectionString { get; }

    public string DataFolder { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public IObjectStore Store => Services.GetRequiredService<IObjectStore>();

    /// <summary>The local user.</summary>
    public HttpClient Client { get; }

    /// <param name="postgres">Where the database is made.</param>
    /// <param name="settings">By name, over those of a quiet server.</param>
    /// <param name="connectionString">Of another server's database, to share it.</param>
    /// <param name="dataFolder">Of another server, to share it.</param>
    /// <param name="configure">Exchanges services.</param>
    /// <param name="roles">What the server does.</param>
    public static async Task<TestServer> StartAsync(
        PostgresFixture postgres,
        Dictionary<string, string?>? settings = null,
        string? connectionString = null,
        string? dataFolder = null,
        Action<WebApplicationBuilder>? configure = null,
        ServerRoles roles = ServerRoles.All
    )
    {
        connectionString ??= await postgres.CreateDatabaseAsync(
            "reflector_schema",
            async database => await (await StartAsync(database, null, null, null, ServerRoles.All)).DisposeAsync()
        );
        return await StartAsync(connectionString, settings, dataFolder, configure, roles);
    }

    public static ReflectorSettings Settings(string dataFolder, Dictionary<string, string?>? settings = null) =>
        SettingsBinder.Bind(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["DATA_DIR"] = dataFolder,
                        ["LOG_LEVEL"] = Environment.GetEnvironmentVariable("TEST_LOG_LEVEL") ?? "None",
                    }
                )
                .AddInMemoryCollection(settings)
                .Build()
        );

    private static async Task<TestServer> StartAsync(
        string connectionString,
        Dictionary<string, string?>? settings,
        string? dataFolder,
        Action<WebApplicationBuilder>? configure,
        ServerRoles roles
    )
    {
        var folder = dataFolder is null ? Directory.CreateTempSubdirectory("reflector-server-") : null;
        dataFolder ??= folder!.FullName;
        var app = ReflectorApp.Build(
            new(Settings(dataFolder, settings), connectionString, roles, "http://127.0.0.1:0"),
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<ICallerSource, HeaderCallerSource>());
                configure?.Invoke(builder);
            }
        );
        try
        {
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            // As the program does: the folders are there before the first request.
            app.Services.GetRequiredService<IObjectStore>();
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            folder?.Delete(recursive: true);
            throw;
        }
        return new(app, connectionString, dataFolder, folder);
    }

    /// <param name="user">Id of a user, or <see cref="HeaderCallerSource.Anonymous"/>; null for the local one.</param>
    public HttpClient ClientOf(string? user)
    {
        var client = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromMinutes(3),
        };
        if (user is not null)
            client.DefaultRequestHeaders.Add(HeaderCallerSource.Header, user);
        return client;
    }

    public async Task<string> CreateTranscriptAsync(string name = "A meeting", HttpClient? client = null)
    {
        using var answer = await (client ?? Client).PostAsJsonAsync("/v1/transcripts", new { name });
        return (string)(await answer.OkAsync())["id"]!;
    }

    public async Task<HttpResponseMessage> UploadAsync(
        string id,
        HttpContent content,
        string fileName = "meeting.wav",
        int chunk = 0,
        int chunks = 1,
        HttpClient? client = null,
        CancellationToken cancellationToken = default
    )
    {
        using var form = new MultipartFormDataContent();
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "chunk",
            FileName = $"\"{fileName}\"",
        };
        form.Add(content);
        return await (client ?? Client).PostAsync(
            $"/v1/transcripts/{id}/record/upload?chunk_number={chunk}&total_chunks={chunks}",
            form,
            cancellationToken
        );
    }

    public Task<HttpResponseMessage> UploadAsync(
        string id,
        byte[] content,
        string fileName = "meeting.wav",
        int chunk = 0,
        int chunks = 1,
        HttpClient? client = null
    ) => UploadAsync(id, new ByteArrayContent(content), fileName, chunk, chunks, client);

    /// <summary>A transcript whose recording is uploaded and processed to the end.</summary>
    public async Task<string> TranscribeAsync(
        byte[] recording,
        string fileName = "meeting.wav",
        HttpClient? client = null
    )
    {
        var id = await CreateTranscriptAsync(client: client);
        using (var answer = await UploadAsync(id, recording, fileName, client: client))
            await answer.OkAsync();
        await RunEndedAsync(id, client: client);
        return id;
    }

    /// <summary>Waits, by the transcript's events, until its processing is done or has failed.</summary>
    /// <param name="id">The transcript.</param>
    /// <param name="after">Position in the events behind which the end is looked for.</param>
    /// <param name="client">Who waits.</param>
    /// <returns>The answer of <c>/pipeline</c>.</returns>
    public async Task<JsonNode> RunEndedAsync(string id, long after = 0, HttpClient? client = null)
    {
        await using var socket = await EventSocket.OpenAsync(this, id, after, UserOf(client));
        await socket.WaitForAsync(item =>
            item.Is("STATUS", "value", "error")
            || (item.Is("PIPELINE", "stage", "publish") && item.Is("PIPELINE", "state", "done"))
        );
        return await GetAsync($"/v1/transcripts/{id}/pipeline", client);
    }

    public async Task<JsonNode> GetAsync(string path, HttpClient? client = null)
    {
        using var answer = await (client ?? Client).GetAsync(path);
        return await answer.OkAsync();
    }

    public async Task<T> QueryAsync<T>(Func<ReflectorDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<ReflectorDb>>().CreateDbContextAsync();
        return await query(db);
    }

    public async Task<IReadOnlyList<string>> StoredKeysAsync(string prefix) =>
        await Store.ListAsync(prefix).Select(item => item.Key).ToListAsync();

    /// <summary>Nothing is left of uploads, nor of files that were being written.</summary>
    public async Task NothingIsLeftOverAsync(string id)
    {
        (await StoredKeysAsync($"uploads/{id}/")).ShouldBeEmpty();
        (await StoredKeysAsync($"transcripts/{id}/")).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.EndAsync();
        _ownFolder?.Delete(recursive: true);
    }

    private static string? UserOf(HttpClient? client) =>
        client?.DefaultRequestHeaders.TryGetValues(HeaderCallerSource.Header, out var values) == true
            ? values.First()
            : null;
}
