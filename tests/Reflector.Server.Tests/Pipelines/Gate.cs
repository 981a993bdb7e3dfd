using Reflector.Fakes;

namespace Reflector.Server.Tests.Pipelines;

/// <summary>Holds a transcription server's answers back until it is opened.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Gate(OpenAiTranscriptionServer server) =>
        server.Before = () =>
        {
            _arrived.TrySetResult();
            return _opened.Task;
        };

    /// <summary>A request waits at the gate.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(90));

    public void Open() => _opened.TrySetResult();
}
