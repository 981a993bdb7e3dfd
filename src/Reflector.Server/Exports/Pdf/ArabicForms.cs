using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>
/// Arabic letters look different at the beginning, in the middle and at the end of a word. Fonts have the forms under code
/// points of their own (Unicode's Arabic Presentation Forms), so that they need not be asked for them.
/// </summary>
internal static class ArabicForms
{
    private const int Lam = 0x0644;

    /// <summary>Code point of the form that stands alone. Behind it: the last; and of letters that join on both sides the first and the one between.</summary>
    private static readonly Dictionary<int, (int Form, bool JoinsNext)> Letters = Table();

    /// <summary>What lam and a following alef become; behind it the form at the end of a word.</summary>
    private static readonly Dictionary<int, int> LamAlef = new()
    {
        [0x0622] = 0xFEF5,
        [0x0623] = 0xFEF7,
        [0x0625] = 0xFEF9,
        [0x0627] = 0xFEFB,
    };

    /// <param name="word">Its letters, first to last.</param>
    public static List<Shape> Of(string word)
    {
        var runes = word.EnumerateRunes().ToList();
        var shapes = new List<Shape>(runes.Count);
        for (var index = 0; index < runes.Count; index++)
        {
            var rune = runes[index];
            if (!Letters.TryGetValue(rune.Value, out var letter))
            {
                shapes.Add(new(rune, rune.ToString()));
                continue;
            }
            var joinsBefore = Neighbour(runes, index, -1) is { } before && Letters[before].JoinsNext;
            if (
                rune.Value == Lam
                && index + 1 < runes.Count
                && LamAlef.TryGetValue(runes[index + 1].Value, out var both)
            )
            {
                shapes.Add(new(new Rune(both + (joinsBefore ? 1 : 0)), $"{rune}{runes[++index]}"));
                continue;
            }
            var joinsAfter = letter.JoinsNext && Neighbour(runes, index, 1) is not (null or 0x0621);
            var form = letter.Form + (joinsBefore ? 1 : 0) + (joinsAfter ? 2 : 0);
            shapes.Add(new(new Rune(rune.Value == 0x0621 ? letter.Form : form), rune.ToString()));
        }
        return shapes;
    }

    /// <returns>The next letter in that direction if it is an Arabic one; vowel signs between do not part letters.</returns>
    private static int? Neighbour(List<Rune> runes, int index, int step)
    {
        do index += step;
        while (index >= 0 && index < runes.Count && runes[index].Value is (>= 0x064B and <= 0x065F) or 0x0670);
        return index >= 0 && index < runes.Count && Letters.ContainsKey(runes[index].Value) ? runes[index].Value : null;
    }

    private static Dictionary<int, (int, bool)> Table()
    {
        var table = new Dictionary<int, (int, bool)> { [0x0621] = (0xFE80, false) };
        // They stand in the order of their letters; those that join to one side only have two forms, the others four.
        var form = 0xFE81;
        foreach (var letter in Enumerable.Range(0x0622, 0x063A - 0x0622 + 1).Concat(Enumerable.Range(0x0641, 10)))
        {
            var joinsNext =
                letter
                is not (0x0622 or 0x0623 or 0x0624 or 0x0625 or 0x0627 or 0x0629)
                    and not (>= 0x062F and <= 0x0632)
                    and not (0x0648 or 0x0649);
            table[letter] = (form, joinsNext);
            form += joinsNext ? 4 : 2;
        }
        // Persian and Urdu.
        table[0x067E] = (0xFB56, true);
        table[0x0686] = (0xFB7A, true);
        table[0x0698] = (0xFB8A, false);
        table[0x06A9] = (0xFB8E, true);
        table[0x06AF] = (0xFB92, true);
        table[0x06CC] = (0xFBFC, true);
        return table;
    }
}
