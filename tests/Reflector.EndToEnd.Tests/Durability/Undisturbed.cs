using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Reflector.EndToEnd.Tests.Durability.Undisturbed))]

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>What becomes of a recording when nothing goes wrong: each is processed once for a test run.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _results = new(StringComparer.Ordinal);
    private readonly Lazy<Task<ServerProcess>> _server;

    public Undisturbed() => _server = new(() => ServerProcess.StartAsync(_data));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>As <see cref="ReflectorClient.ResultAsync"/> tells it.</summary>
    public Task<string> ResultAsync(string file) =>
        _results.GetOrAdd(file, name => new(() => ProcessAsync(name))).Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
        await _data.DisposeAsync();
    }

    private async Task<string> ProcessAsync(string file)
    {
        var client = (await _server.Value).Client;
        var id = await client.UploadAsync(file);
        await client.EndedAsync(id, TimeSpan.FromMinutes(2));
        return await client.ResultAsync(id);
    }
}
