using System.Text;

namespace Reflector.Server.Search;

/// <summary>A text without case and accents, of the same length: what is found in it is where it is in the text.</summary>
internal static class FoldedText
{
    private static readonly Lazy<char[]> Folded = new(() =>
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => Fold((char)code))]
    );

    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            static (target, source) =>
            {
                var folded = Folded.Value;
                for (var index = 0; index < target.Length; index++)
                    target[index] = folded[source[index]];
            }
        );

    private static char Fold(char letter)
    {
        if (char.IsSurrogate(letter))
            return letter;
        var plain = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        return char.ToLowerInvariant(plain);
    }
}
