namespace Reflector.Storage.Swift;

/// <summary>Where a container of OpenStack Swift is and how it is entered.</summary>
public sealed record SwiftOptions
{
    /// <summary>Of Keystone, with or without <c>/v3</c> at its end.</summary>
    public required Uri AuthUrl { get; init; }

    /// <summary>An application credential, which stands for one project.</summary>
    public required string CredentialId { get; init; }

    public required string CredentialSecret { get; init; }

    /// <summary>Of the catalogue's object storage; the first one when null.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// <c>container</c>, or <c>container/folder</c> to keep every key below a folder of it. Segments of large files go
    /// into <c>container_segments</c>.
    /// </summary>
    public required string Container { get; init; }

    /// <summary>Local folder for what is on its way up or down.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>
    /// Bytes above which a file goes up in segments; Swift takes at most 5 GiB in one piece. The hash of a segment is
    /// reckoned while it is sent, that of a whole file before.
    /// </summary>
    public long SegmentAbove { get; init; } = 64L << 20;

    /// <summary>Bytes of a segment; more for files that would have more than 1,000 of them.</summary>
    public long SegmentSize { get; init; } = 1L << 30;

    /// <summary>How long nothing may move before the service counts as gone.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first wait before trying again what may pass; it doubles each time and is jittered.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(0.5);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
