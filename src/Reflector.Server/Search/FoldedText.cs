using System.Collections.Frozen;
using System.Text;

namespace Reflector.Server.Search;

/// <summary>
/// A text without case and accents, of the same length: what is found in it is where it is in the text. The program
/// runs without Unicode's tables, so the letters are listed.
/// </summary>
internal static class FoldedText
{
    /// <summary>Each plain letter with those that differ from it by an accent.</summary>
    private static readonly string[] Letters =
    [
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ",
        "cçćĉċč",
        "dďđ",
        "eèéêëēĕėęěẹẻẽếềểễệ",
        "gĝğġģǧ",
        "hĥħ",
        "iìíîïĩīĭįıǐỉị",
        "jĵ",
        "kķǩ",
        "lĺļľŀł",
        "nñńņňŉ",
        "oòóôõöøōŏőơǒọỏốồổỗộớờởỡợ",
        "rŕŗř",
        "sśŝşšș",
        "tţťŧț",
        "uùúûüũūŭůűųưǔụủứừửữự",
        "wŵẁẃẅ",
        "yýÿŷỳỵỷỹ",
        "zźżž",
        "αά",
        "εέ",
        "ηή",
        "ιίϊΐ",
        "οό",
        "υύϋΰ",
        "ωώ",
        "её",
    ];

    private static readonly FrozenDictionary<char, char> Plain = Letters
        .SelectMany(letters => letters.Skip(1).Select(letter => (Accented: letter, Plain: letters[0])))
        .DistinctBy(pair => pair.Accented)
        .ToFrozenDictionary(pair => pair.Accented, pair => pair.Plain);

    public static string Of(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant() : OfLetters(text);

    private static string OfLetters(string text) =>
        string.Create(
            text.Length,
            text,
            static (target, source) =>
            {
                for (var index = 0; index < target.Length; index++)
                    target[index] = Fold(source[index]);
            }
        );

    private static char Fold(char letter)
    {
        if (char.IsAscii(letter))
            return (char)(letter is >= 'A' and <= 'Z' ? letter | 0x20 : letter);
        var lower = letter == 'İ' ? 'i' : char.ToLowerInvariant(letter);
        return Plain.GetValueOrDefault(lower, lower);
    }
}
