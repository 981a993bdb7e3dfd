namespace Reflector.Storage;

/// <summary>
/// A local file with an object's content, for programs that want a path. It must not be written to. A store whose
/// objects are remote removes its copy on disposal.
/// </summary>
public sealed class LocalLease(string path, Func<ValueTask>? release = null) : IAsyncDisposable
{
    private Func<ValueTask>? _release = release;

    public string Path { get; } = path;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _release, null)?.Invoke() ?? ValueTask.CompletedTask;
}
