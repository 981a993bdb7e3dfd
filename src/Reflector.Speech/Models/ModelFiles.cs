namespace Reflector.Speech.Models;

/// <summary>
/// The files of one model folder. Where a model comes in several precisions, the one in 8 bits is taken: on a CPU it is
/// several times as fast and reads the same.
/// </summary>
internal sealed class ModelFiles(string folder)
{
    private static readonly string[] Extensions = [".int8.onnx", ".onnx", ".int8.ort", ".ort"];

    private readonly string[] _names = [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order()!];

    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>A model file called <paramref name="stem"/>, or starting with it and a dash (<c>encoder-epoch-99…</c>).</summary>
    public string? Find(string stem) =>
        First(name => name == stem) ?? First(name => name.StartsWith(stem + "-", StringComparison.Ordinal));

    public string? FindEnding(string ending) => First(name => name.EndsWith(ending, StringComparison.Ordinal));

    public string RequireModel(string stem) => Find(stem) ?? throw Missing($"{stem}.onnx");

    public string RequireEnding(string ending) => FindEnding(ending) ?? throw Missing($"*{ending}.onnx");

    /// <summary>A file of this name, or one that ends in a dash and this name (<c>tiny.en-tokens.txt</c>).</summary>
    public string Require(string name)
    {
        var found =
            Array.Find(_names, file => file == name)
            ?? Array.Find(_names, file => file.EndsWith("-" + name, StringComparison.Ordinal))
            ?? throw Missing(name);
        return Path.Combine(folder, found);
    }

    /// <exception cref="SpeechException">A file is missing or damaged.</exception>
    public static void Check(SpeechModel model)
    {
        foreach (var file in model.Files.Where(file => file != model.Tokens))
            OnnxFile.Read(file);
    }

    private string? First(Predicate<string> stemMatches)
    {
        foreach (var extension in Extensions)
        {
            var found = Array.Find(
                _names,
                name => name.EndsWith(extension, StringComparison.Ordinal) && stemMatches(name[..^extension.Length])
            );
            if (found is not null)
                return Path.Combine(folder, found);
        }
        return null;
    }

    private SpeechException Missing(string name) =>
        new($"The speech model in {folder} is incomplete: {name} is missing. Fetch the model again.");
}
