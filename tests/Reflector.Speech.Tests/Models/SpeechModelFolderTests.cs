using Reflector.Speech.Models;

namespace Reflector.Speech.Tests.Models;

public sealed class SpeechModelFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_fetched_model_is_recognised() =>
        SpeechModelFolder.Open(SpeechPieces.Model).Kind.ShouldBe(SpeechModelKind.MoonshineMerged);

    [Fact]
    public void Each_kind_is_found_from_its_files()
    {
        Kind(
                "preprocess.onnx",
                "encode.int8.onnx",
                "uncached_decode.int8.onnx",
                "cached_decode.int8.onnx",
                "tokens.txt"
            )
            .ShouldBe(SpeechModelKind.Moonshine);
        Kind("tiny.en-encoder.onnx", "tiny.en-decoder.onnx", "tiny.en-tokens.txt").ShouldBe(SpeechModelKind.Whisper);
        Kind("encoder-epoch-99-avg-1.onnx", "decoder-epoch-99-avg-1.onnx", "joiner-epoch-99-avg-1.onnx", "tokens.txt")
            .ShouldBe(SpeechModelKind.Transducer);
    }

    [Fact]
    public void A_parakeet_encoder_is_told_to_the_engine()
    {
        Write("encoder.int8.onnx", OnnxBytes.Make(metadata: ("model_type", "EncDecRNNTBPEModel")));
        Write("decoder.int8.onnx", OnnxBytes.Make());
        Write("joiner.int8.onnx", OnnxBytes.Make());
        WriteTokens();

        var model = SpeechModelFolder.Open(_folder.Path);

        model.EngineType.ShouldBe("nemo_transducer");
        model.HasTimestamps.ShouldBeTrue();
    }

    [Fact]
    public void SenseVoice_is_found_from_what_the_file_says_of_itself()
    {
        Write("model.int8.onnx", OnnxBytes.Make(metadata: ("model_type", "sense_voice_ctc")));
        WriteTokens();

        SpeechModelFolder.Open(_folder.Path).Kind.ShouldBe(SpeechModelKind.SenseVoice);
    }

    [Fact]
    public void A_whisper_that_shows_its_attention_has_times()
    {
        Write("tiny-encoder.onnx", OnnxBytes.Make());
        Write("tiny-decoder.onnx", OnnxBytes.Make(output: "cross_attention_weights"));
        WriteTokens();

        SpeechModelFolder.Open(_folder.Path).HasTimestamps.ShouldBeTrue();
    }

    [Fact]
    public void The_8_bit_file_is_taken_where_there_are_two()
    {
        foreach (var name in new[] { "encoder", "decoder", "joiner" })
        {
            Write($"{name}.onnx", OnnxBytes.Make());
            Write($"{name}.int8.onnx", OnnxBytes.Make());
        }
        WriteTokens();

        SpeechModelFolder.Open(_folder.Path).Encoder.ShouldBe(_folder.File("encoder.int8.onnx"));
    }

    [Fact]
    public void A_truncated_download_is_called_damaged()
    {
        var encoder = File.ReadAllBytes(Path.Combine(SpeechPieces.Model, "encoder_model.onnx"));
        Write("encoder_model.onnx", encoder[..(encoder.Length / 2)]);
        Write("decoder_model_merged.onnx", OnnxBytes.Make());
        WriteTokens();

        Refusal().ShouldContain("encoder_model.onnx is damaged");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>404</html>")]
    [InlineData("")]
    public void Something_else_than_a_model_is_called_damaged(string content)
    {
        Write("encoder_model.onnx", OnnxBytes.Make());
        File.WriteAllText(_folder.File("decoder_model_merged.onnx"), content);
        WriteTokens();

        Refusal().ShouldContain("decoder_model_merged.onnx is damaged");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Write("decoder_model_merged.onnx", OnnxBytes.Make());

        Refusal().ShouldContain("tokens.txt is missing");
    }

    [Fact]
    public void A_vocabulary_with_a_gap_is_called_damaged()
    {
        Write("encoder_model.onnx", OnnxBytes.Make());
        Write("decoder_model_merged.onnx", OnnxBytes.Make());
        File.WriteAllText(_folder.File("tokens.txt"), "YQ== 0\nYg== 2\n");

        Refusal().ShouldContain("line 2");
    }

    [Fact]
    public void A_folder_without_a_model_says_what_is_expected() => Refusal().ShouldContain("Expected are");

    [Fact]
    public void A_missing_folder_is_named() =>
        Should.Throw<SpeechException>(() => SpeechModelFolder.Open(_folder.File("none"))).Message.ShouldContain("none");

    private string Refusal() => Should.Throw<SpeechException>(() => SpeechModelFolder.Open(_folder.Path)).Message;

    private static SpeechModelKind Kind(params string[] files)
    {
        using var folder = new TempFolder();
        foreach (var file in files.Where(file => file.EndsWith(".onnx", StringComparison.Ordinal)))
            File.WriteAllBytes(folder.File(file), OnnxBytes.Make());
        File.WriteAllText(folder.File(files[^1]), "a 0\nb 1\n");
        return SpeechModelFolder.Open(folder.Path).Kind;
    }

    private void WriteTokens() => File.WriteAllText(_folder.File("tokens.txt"), "YQ== 0\nYg== 1\n");

    private void Write(string name, byte[] content) => File.WriteAllBytes(_folder.File(name), content);
}
