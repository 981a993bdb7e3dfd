namespace Reflector.Speech.Models;

/// <summary>Finds out from the files in a folder (the layout of sherpa-onnx's own downloads) which model lies there.</summary>
internal static class SpeechModelFolder
{
    /// <exception cref="SpeechException">Nothing usable lies there, or a file is missing or damaged.</exception>
    public static SpeechModel Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new SpeechException($"The speech model is missing: there is no folder {folder}.");
        var files = new ModelFiles(folder);
        var model =
            MoonshineMerged(files) ?? Moonshine(files) ?? Transducer(files) ?? Whisper(files) ?? SenseVoice(files);
        return model
            ?? throw new SpeechException(
                $"No speech model is recognised in {folder}. Expected are the .onnx files and tokens.txt of a Moonshine, "
                    + "Whisper, transducer (Parakeet, Zipformer) or SenseVoice model in sherpa-onnx's layout."
            );
    }

    private static SpeechModel? MoonshineMerged(ModelFiles files)
    {
        if (files.Find("decoder_model_merged") is not { } decoder)
            return null;
        var model = new SpeechModel(SpeechModelKind.MoonshineMerged, files.Name, files.Require("tokens.txt"))
        {
            Encoder = files.RequireModel("encoder_model"),
            Decoder = decoder,
        };
        ModelFiles.Check(model);
        TokensFile.Check(model.Tokens, encoded: true);
        return model;
    }

    private static SpeechModel? Moonshine(ModelFiles files)
    {
        if (files.Find("uncached_decode") is not { } decoder)
            return null;
        return Checked(
            new(SpeechModelKind.Moonshine, files.Name, files.Require("tokens.txt"))
            {
                Preprocessor = files.RequireModel("preprocess"),
                Encoder = files.RequireModel("encode"),
                Decoder = decoder,
                CachedDecoder = files.RequireModel("cached_decode"),
            }
        );
    }

    private static SpeechModel? Transducer(ModelFiles files)
    {
        if (files.Find("joiner") is not { } joiner)
            return null;
        var encoder = files.RequireModel("encoder");
        var nemo = OnnxFile.Read(encoder).MetadataEntries.GetValueOrDefault("model_type", "").StartsWith("EncDec");
        return Checked(
            new(SpeechModelKind.Transducer, files.Name, files.Require("tokens.txt"))
            {
                Encoder = encoder,
                Decoder = files.RequireModel("decoder"),
                Joiner = joiner,
                EngineType = nemo ? "nemo_transducer" : null,
            }
        );
    }

    private static SpeechModel? Whisper(ModelFiles files)
    {
        if (files.FindEnding("-encoder") is not { } encoder)
            return null;
        var decoder = files.RequireEnding("-decoder");
        return Checked(
            new(SpeechModelKind.Whisper, files.Name, files.Require("tokens.txt"))
            {
                Encoder = encoder,
                Decoder = decoder,
                HasAttention = OnnxFile
                    .Read(decoder)
                    .Outputs.Any(output => output.Contains("cross_attention", StringComparison.Ordinal)),
            }
        );
    }

    private static SpeechModel? SenseVoice(ModelFiles files)
    {
        if (files.Find("model") is not { } path)
            return null;
        var kind = OnnxFile.Read(path).MetadataEntries.GetValueOrDefault("model_type", "");
        if (!kind.StartsWith("sense_voice", StringComparison.Ordinal))
            return null;
        return Checked(new(SpeechModelKind.SenseVoice, files.Name, files.Require("tokens.txt")) { Encoder = path });
    }

    private static SpeechModel Checked(SpeechModel model)
    {
        ModelFiles.Check(model);
        TokensFile.Check(model.Tokens, encoded: false);
        return model;
    }
}
