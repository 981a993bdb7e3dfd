using Reflector.Server.Database;

namespace Reflector.Server.Pipelines;

/// <summary>
/// One step of processing. It may be run again at any time, after a crash in its middle too: what it writes outside
/// <see cref="StageOutcome.Apply"/> it must find or overwrite the next time.
/// </summary>
internal interface IStage
{
    string Name { get; }

    /// <summary>Uses the whole processor; few of these run at once on a machine.</summary>
    bool Heavy => false;

    /// <summary>How long one attempt may take for a recording of the given length.</summary>
    TimeSpan TimeLimit(TimeSpan recording) => TimeSpan.FromMinutes(10);

    Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken);
}

/// <summary>What a stage achieved.</summary>
internal sealed record StageOutcome
{
    /// <summary>JSON-serialisable; later stages read it by the stage's name.</summary>
    public object? Result { get; init; }

    /// <summary>What the reader should know; the reason when the stage was skipped.</summary>
    public string? Note { get; init; }

    public bool Skipped { get; init; }

    /// <summary>Changes that become visible together with the end of the stage, or not at all.</summary>
    public Func<ReflectorDb, CancellationToken, Task>? Apply { get; init; }

    public static StageOutcome Done { get; } = new();

    public static StageOutcome Skip(string reason) => new() { Skipped = true, Note = reason };
}

/// <summary>A failure that another attempt would only repeat; the message is a sentence for the person who waits.</summary>
internal sealed class StageFailureException(string message, Exception? innerException = null)
    : Exception(message, innerException);
