using System.Runtime.CompilerServices;
using Reflector.Speech.Native;

namespace Reflector.Speech.Tests.Native;

public sealed class SpeechEngineTests
{
    [Fact]
    public void Structs_are_as_large_as_the_engines_own()
    {
        // sizeof of the C header of this version on a 64-bit machine
        Unsafe.SizeOf<OfflineRecognizerConfig>().ShouldBe(608);
        Unsafe.SizeOf<OfflineModelConfig>().ShouldBe(504);
        Unsafe.SizeOf<VoiceActivityConfig>().ShouldBe(88);
        Unsafe.SizeOf<OfflineRecognizerResult>().ShouldBe(128);
    }

    [Fact]
    public void A_missing_engine_is_named()
    {
        using var folder = new TempFolder();

        var error = Should.Throw<SpeechException>(() => SpeechEngine.Load(folder.Path));

        error.Message.ShouldContain(folder.Path);
        error.Message.ShouldContain("eng/setup");
    }

    [Fact]
    public void Another_version_is_refused()
    {
        var error = Should.Throw<SpeechException>(() => SpeechEngine.RequireVersion("1.12.0", "/engine"));

        error.Message.ShouldContain("1.12.0");
        error.Message.ShouldContain(SpeechEngine.Version);
    }

    [Fact]
    public void The_fetched_engine_has_the_version_of_the_binding() => SpeechEngine.Load(SpeechPieces.Engine);
}
