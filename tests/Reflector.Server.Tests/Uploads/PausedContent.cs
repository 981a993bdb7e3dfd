using System.Net;

namespace Reflector.Server.Tests.Uploads;

/// <summary>Sends its beginning, and the rest only when it is told to.</summary>
internal sealed class PausedContent(byte[] beginning, int promised) : HttpContent
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Sent => _sent.Task;

    public void Finish() => _finish.TrySetResult();

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        await stream.WriteAsync(beginning, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _sent.TrySetResult();
        await _finish.Task.WaitAsync(cancellationToken);
        await stream.WriteAsync(new byte[promised - beginning.Length], cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = promised;
        return true;
    }
}
