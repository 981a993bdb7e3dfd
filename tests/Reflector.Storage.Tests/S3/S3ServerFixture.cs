using Reflector.Fakes.Storage;

namespace Reflector.Storage.Tests.S3;

public abstract class S3ServerFixture(string kind) : IAsyncLifetime
{
    internal S3Server Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await S3Server.StartAsync(kind);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

public sealed class S3rver() : S3ServerFixture("s3rver");

public sealed class Fauxqs() : S3ServerFixture("fauxqs");
