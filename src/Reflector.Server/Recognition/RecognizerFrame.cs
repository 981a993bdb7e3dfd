using System.Buffers.Binary;

namespace Reflector.Server.Recognition;

internal enum FrameKind : byte
{
    /// <summary>A recording begins; with <see cref="StreamOptions"/> in JSON.</summary>
    Open = 1,

    /// <summary>32-bit floats.</summary>
    Samples = 2,

    /// <summary>The recording has ended.</summary>
    End = 3,

    /// <summary>Nobody wants the rest.</summary>
    Drop = 4,
}

/// <summary>What the recogniser's process is told: a kind, the number of the recording, a length in bytes, so many bytes.</summary>
internal static class RecognizerFrame
{
    public const int HeadLength = 9;

    public static byte[] Make(FrameKind kind, int stream, ReadOnlySpan<byte> body)
    {
        var frame = new byte[HeadLength + body.Length];
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), stream);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(5), body.Length);
        body.CopyTo(frame.AsSpan(HeadLength));
        return frame;
    }

    /// <returns>Null at the end of the input, also in the middle of a frame.</returns>
    public static async Task<(FrameKind Kind, int Stream, byte[] Body)?> ReadAsync(
        Stream input,
        CancellationToken cancellationToken
    )
    {
        var head = new byte[HeadLength];
        if (!await FillAsync(input, head, cancellationToken))
            return null;
        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(5))];
        return await FillAsync(input, body, cancellationToken)
            ? ((FrameKind)head[0], BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1)), body)
            : null;
    }

    private static async Task<bool> FillAsync(Stream input, byte[] bytes, CancellationToken cancellationToken) =>
        await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken) == bytes.Length;
}

/// <param name="SkipUntil">Seconds.</param>
internal sealed record StreamOptions(string Language, double SkipUntil);
