using System.Runtime.InteropServices;
using Reflector.Speech.Diarization;
using Reflector.Speech.Native;

namespace Reflector.Speech.Tests.Diarization;

/// <summary>As far as it goes without the models, which are not to be had here.</summary>
public sealed class SpeakerDiarizerTests
{
    [Fact]
    public void Layouts_are_those_of_the_engines_header()
    {
        Marshal.SizeOf<SpeakerSegmentationConfig>().ShouldBe(24);
        Marshal.SizeOf<SpeakerEmbeddingConfig>().ShouldBe(24);
        Marshal.SizeOf<ClusteringConfig>().ShouldBe(8);
        Marshal.SizeOf<SpeakerDiarizationConfig>().ShouldBe(64);
        Marshal.SizeOf<DiarizationSegment>().ShouldBe(12);
        Marshal.OffsetOf<SpeakerDiarizationConfig>(nameof(SpeakerDiarizationConfig.Embedding)).ShouldBe(24);
        Marshal.OffsetOf<SpeakerDiarizationConfig>(nameof(SpeakerDiarizationConfig.Clustering)).ShouldBe(48);
        Marshal.OffsetOf<SpeakerDiarizationConfig>(nameof(SpeakerDiarizationConfig.MinDurationOn)).ShouldBe(56);
    }

    [Fact]
    public void Missing_and_damaged_models_are_named()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-diarizer-");
        try
        {
            var garbage = Path.Combine(folder.FullName, "model.onnx");
            File.WriteAllText(garbage, "<html>not found</html>");
            foreach (var path in new[] { garbage, Path.Combine(folder.FullName, "missing.onnx") })
                Should
                    .Throw<SpeechException>(() => new SpeakerDiarizer(Options(path, path)))
                    .Message.ShouldContain(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SpeakerDiarizerOptions Options(string segmentation, string embedding) =>
        new(SpeechPieces.Options.EngineFolder, segmentation, embedding, 1);
}
