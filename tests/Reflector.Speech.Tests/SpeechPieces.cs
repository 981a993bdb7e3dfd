using Reflector.Server.Configuration;
using Reflector.Speech.Embedded;

namespace Reflector.Speech.Tests;

/// <summary>The engine and models that set-up fetched.</summary>
internal static class SpeechPieces
{
    private static readonly RuntimePieces Pieces = RuntimePieces.Locate();

    public static string Engine => Pieces.SpeechEngine;

    public static string Model => Pieces.SpeechModel;

    public static string VoiceActivity => Pieces.VoiceActivityModel;

    public static EmbeddedSpeechOptions Options => new(Engine, Model, VoiceActivity, Decoders: 2);
}
