using System.Runtime.CompilerServices;

namespace Reflector.Speech.Segmentation;

/// <summary>Cuts blocks of any size into frames of one size.</summary>
internal static class SpeechFrames
{
    /// <summary>The last frame is filled up with silence. The memory of a frame is used again for the next.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> OfAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        int frameSamples,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var frame = new float[frameSamples];
        var filled = 0;
        await foreach (var block in audio.WithCancellation(cancellationToken))
        {
            for (var at = 0; at < block.Length; )
            {
                var take = Math.Min(frameSamples - filled, block.Length - at);
                block.Span.Slice(at, take).CopyTo(frame.AsSpan(filled));
                (at, filled) = (at + take, filled + take);
                if (filled < frameSamples)
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                yield return frame;
                filled = 0;
            }
        }
        if (filled == 0)
            yield break;
        frame.AsSpan(filled).Clear();
        yield return frame;
    }
}
