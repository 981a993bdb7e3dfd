using Reflector.Fakes.Storage;
using Reflector.Storage.Swift;
using Reflector.Storage.Tests.Swift;

[assembly: AssemblyFixture(typeof(SwiftFixture))]

namespace Reflector.Storage.Tests.Swift;

/// <summary>Keystone and Swift for all tests of the assembly, started when the first one asks.</summary>
public sealed class SwiftFixture : IAsyncDisposable
{
    private readonly Lazy<Task<OpenStackServer>> _server = new(OpenStackServer.StartAsync);

    internal Task<OpenStackServer> ServerAsync() => _server.Value;

    /// <summary>A folder of the container of its own.</summary>
    internal async Task<SwiftOptions> OptionsAsync()
    {
        var server = await ServerAsync();
        return new()
        {
            AuthUrl = server.AuthUrl,
            CredentialId = server.Operator.Id,
            CredentialSecret = server.Operator.Secret,
            Region = server.Region,
            Container = $"{server.Container}/{Guid.CreateVersion7()}",
            SpoolFolder = Path.Combine(server.Folder, "spool", Guid.CreateVersion7().ToString()),
            SegmentAbove = 12L << 20,
            SegmentSize = 5L << 20,
            FirstWait = TimeSpan.FromMilliseconds(10),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
    }
}
