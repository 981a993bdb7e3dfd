namespace Reflector.Speech.Models;

internal enum SpeechModelKind
{
    MoonshineMerged,
    Moonshine,
    Whisper,
    Transducer,
    SenseVoice,
}

/// <summary>The files of a model, checked.</summary>
/// <param name="Name">For people.</param>
internal sealed record SpeechModel(SpeechModelKind Kind, string Name, string Tokens)
{
    public string? Preprocessor { get; init; }
    public string? Encoder { get; init; }
    public string? Decoder { get; init; }
    public string? CachedDecoder { get; init; }
    public string? Joiner { get; init; }

    /// <summary>The engine's name of a kind of transducer it cannot find out by itself.</summary>
    public string? EngineType { get; init; }

    /// <summary>The decoder gives away where it listens, so that the engine can time Whisper's tokens.</summary>
    public bool HasAttention { get; init; }

    /// <summary>Whether the tokens of a result carry times.</summary>
    public bool HasTimestamps => Kind is SpeechModelKind.Transducer or SpeechModelKind.SenseVoice || HasAttention;

    /// <summary>
    /// One recogniser of this kind may decode on several threads at once: the engine keeps all state of a decode in its
    /// stream. That saves a copy of the model and of its working memory per core.
    /// </summary>
    public bool DecodesInParallel => Kind == SpeechModelKind.MoonshineMerged;

    public IEnumerable<string> Files =>
        new[] { Preprocessor, Encoder, Decoder, CachedDecoder, Joiner, Tokens }.OfType<string>();
}
