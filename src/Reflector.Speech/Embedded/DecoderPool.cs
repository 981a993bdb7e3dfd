using System.Threading.Channels;
using Reflector.Speech.Models;
using Reflector.Speech.Native;

namespace Reflector.Speech.Embedded;

/// <summary>
/// The decoders of one language, loaded when first needed and shared by every recording: one decode per core is faster
/// than several threads per decode.
/// </summary>
internal sealed class DecoderPool(SpeechModel model, string language, int count) : IDisposable
{
    private readonly Channel<SpeechDecoder?> _free = Fill(count);
    private readonly Lock _gate = new();
    private readonly List<SpeechDecoder> _loaded = [];
    private bool _disposed;

    /// <exception cref="SpeechException">The engine refused the model.</exception>
    public async Task<T> UseAsync<T>(Func<SpeechDecoder, T> work, CancellationToken cancellationToken)
    {
        var decoder = await _free.Reader.ReadAsync(cancellationToken);
        try
        {
            decoder ??= Load();
            return work(decoder);
        }
        finally
        {
            _free.Writer.TryWrite(decoder);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            // A decode that is under way holds its own reference to the native object.
            foreach (var decoder in _loaded)
                decoder.Dispose();
            _loaded.Clear();
        }
    }

    private SpeechDecoder Load()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (model.DecodesInParallel && _loaded.Count > 0)
                return _loaded[0];
            var decoder = new SpeechDecoder(model, language);
            _loaded.Add(decoder);
            return decoder;
        }
    }

    private static Channel<SpeechDecoder?> Fill(int count)
    {
        var channel = Channel.CreateUnbounded<SpeechDecoder?>();
        for (var i = 0; i < count; i++)
            channel.Writer.TryWrite(null);
        return channel;
    }
}
