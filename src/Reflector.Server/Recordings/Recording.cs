namespace Reflector.Server.Recordings;

/// <summary>One recorded file as it came in, whichever way it came. Announced twice, it is still one row (by object key).</summary>
internal sealed class Recording
{
    public required string Id { get; init; }

    /// <summary>Where the object lies in storage.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>Name the file had at its source; only ever shown, never used as a path.</summary>
    public required string FileName { get; init; }

    public required long SizeBytes { get; init; }

    public string? Sha256 { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
