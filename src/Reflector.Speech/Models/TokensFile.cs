using System.Buffers.Text;

namespace Reflector.Speech.Models;

/// <summary>The vocabulary of a model: one line <c>piece id</c> per token.</summary>
internal static class TokensFile
{
    /// <param name="encoded">The pieces are in Base64, and every id from 0 on is there.</param>
    /// <exception cref="SpeechException">The file is empty or has a line of another form.</exception>
    public static void Check(string path, bool encoded)
    {
        var count = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
                continue;
            var separator = line.LastIndexOfAny([' ', '\t']);
            var valid =
                separator >= 0
                && int.TryParse(line.AsSpan(separator + 1), out var id)
                && (!encoded || (id == count && Base64.IsValid(line.AsSpan(0, separator))));
            if (!valid)
                throw Damaged(path, $"line {count + 1} is no pair of token and number");
            count++;
        }
        if (count < 2)
            throw Damaged(path, "it is empty");
    }

    private static SpeechException Damaged(string path, string why) =>
        new($"The vocabulary {path} of the speech model is damaged: {why}. Fetch the model again.");
}
