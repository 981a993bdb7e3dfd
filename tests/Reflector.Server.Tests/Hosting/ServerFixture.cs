using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

[assembly: AssemblyFixture(typeof(ServerFixture))]

namespace Reflector.Server.Tests.Hosting;

/// <summary>
/// One server for all tests that need no settings of their own, started at the first use. It recognises
/// <see cref="Fakes.Speech.ToneSpeech"/> through a transcription server.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1);
    private OpenAiTranscriptionServer? _transcription;
    private TestServer? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<TestServer> StartAsync(PostgresFixture postgres)
    {
        await _starting.WaitAsync();
        try
        {
            _transcription ??= await OpenAiTranscriptionServer.StartAsync();
            if (_server is null)
            {
                _server = await TestServer.StartAsync(postgres, Recognising(_transcription));
                // Fixtures end in no known order, and a server cannot end without its database.
                postgres.DisposeFirst(_server);
            }
            return _server;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Settings of a server that recognises with the given one.</summary>
    internal static Dictionary<string, string?> Recognising(OpenAiTranscriptionServer transcription) =>
        new(StringComparer.Ordinal)
        {
            ["TRANSCRIPT_BACKEND"] = "openai",
            ["TRANSCRIPT_URL"] = new Uri(transcription.BaseUrl, "v1").ToString(),
        };

    public async ValueTask DisposeAsync()
    {
        if (_transcription is not null)
            await _transcription.DisposeAsync();
        _starting.Dispose();
    }
}

/// <summary>Hands the shared server to a class of tests.</summary>
public sealed class SharedServer(PostgresFixture postgres, ServerFixture fixture) : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await fixture.StartAsync(postgres);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
