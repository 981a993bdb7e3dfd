using System.Collections.Concurrent;
using Reflector.Fakes;

[assembly: AssemblyFixture(typeof(Reflector.EndToEnd.Tests.Durability.Undisturbed))]

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>What becomes of a recording of tones when nothing goes wrong: each is processed once for a test run.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _results = new(StringComparer.Ordinal);
    private readonly Lazy<Task<ServerProcess>> _server;
    private OpenAiTranscriptionServer? _speech;

    public Undisturbed() => _server = new(StartAsync);

    /// <summary>Of a server that lets the fake do the listening: these tests are about everything else.</summary>
    internal static Dictionary<string, string> Settings(OpenAiTranscriptionServer speech) =>
        new(StringComparer.Ordinal)
        {
            ["TRANSCRIPT_BACKEND"] = "openai",
            ["TRANSCRIPT_URL"] = new Uri(speech.BaseUrl, "/v1").ToString(),
        };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>As <see cref="ReflectorClient.ResultAsync"/> tells it.</summary>
    public Task<string> ResultAsync(string file) =>
        _results.GetOrAdd(file, name => new(() => ProcessAsync(name))).Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
        if (_speech is not null)
            await _speech.DisposeAsync();
        await _data.DisposeAsync();
    }

    private async Task<ServerProcess> StartAsync()
    {
        _speech = await OpenAiTranscriptionServer.StartAsync();
        return await ServerProcess.StartAsync(_data, settings: Settings(_speech));
    }

    private async Task<string> ProcessAsync(string file)
    {
        var client = (await _server.Value).Client;
        var id = await client.UploadAsync(file);
        await client.EndedAsync(id, TimeSpan.FromMinutes(2));
        return await client.ResultAsync(id);
    }
}
