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

    /// <summary>What every UTF-16 code unit becomes: a long transcript has a million and a half of them.</summary>
    private static readonly char[] Folded = FoldAll();

    public static string Of(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant() : OfLetters(text);

    private static string OfLetters(string text) =>
        string.Create(
            text.Length,
            text,
            static (target, source) =>
            {
                var folded = Folded;
                for (var index = 0; index < target.Length; index++)
                    target[index] = folded[source[index]];
            }
        );

    private static char[] FoldAll()
    {
        var plain = Letters
            .SelectMany(letters => letters.Skip(1).Select(letter => (Accented: letter, Plain: letters[0])))
            .DistinctBy(pair => pair.Accented)
            .ToDictionary(pair => pair.Accented, pair => pair.Plain);
        var all = new char[char.MaxValue + 1];
        for (var unit = 0; unit < all.Length; unit++)
        {
            var lower = unit == 'İ' ? 'i' : char.ToLowerInvariant((char)unit);
            all[unit] = plain.GetValueOrDefault(lower, lower);
        }
        return all;
    }
}
