using System.Text;
using Reflector.Server.Exports.Documents;

namespace Reflector.Server.Exports.Pdf;

/// <summary>
/// Puts text that runs from right to left into the order in which it is seen, word by word: what the words of a
/// transcript need of Unicode's bidirectional algorithm.
/// </summary>
internal static class VisualOrder
{
    private const string Opening = "([{<«";
    private const string Closing = ")]}>»";

    /// <summary>Words of a line, from left to right.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> words, Func<T, bool?> isRightToLeft, bool paragraph)
    {
        var turned = words.Select(isRightToLeft).ToArray();
        // What has no direction of its own stands between words that have the same, or in the paragraph's.
        for (var index = 0; index < turned.Length; index++)
        {
            var before = index > 0 ? turned[index - 1] : paragraph;
            var after = turned.Skip(index + 1).FirstOrDefault(next => next is not null) ?? paragraph;
            turned[index] ??= before == after ? before : paragraph;
        }
        var runs = new List<List<T>>();
        for (var index = 0; index < words.Count; index++)
        {
            if (index == 0 || turned[index] != turned[index - 1])
                runs.Add([]);
            runs[^1].Insert(turned[index] == true ? 0 : runs[^1].Count, words[index]);
        }
        if (paragraph)
            runs.Reverse();
        return [.. runs.SelectMany(run => run)];
    }

    /// <summary>Letters of a word that runs from right to left, as they stand from left to right; its numbers keep their order.</summary>
    public static List<Shape> Of(IReadOnlyList<Shape> word)
    {
        var seen = new List<Shape>(word.Count);
        var digits = 0;
        foreach (var shape in word)
        {
            digits =
                Rune.IsDigit(shape.Drawn) || (digits > 0 && shape.Drawn.Value is '.' or ',' or ':') ? digits + 1 : 0;
            seen.Insert(digits > 0 ? digits - 1 : 0, Mirrored(shape));
        }
        return seen;
    }

    /// <returns>Null for a word without letters.</returns>
    public static bool? IsRightToLeft(string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (Direction.IsRightToLeft(rune))
                return true;
            if (Rune.IsLetter(rune))
                return false;
        }
        return null;
    }

    private static Shape Mirrored(Shape shape)
    {
        if (!shape.Drawn.IsBmp)
            return shape;
        var letter = (char)shape.Drawn.Value;
        return (Opening.IndexOf(letter), Closing.IndexOf(letter)) switch
        {
            (>= 0 and var index, _) => shape with { Drawn = new(Closing[index]) },
            (_, >= 0 and var index) => shape with { Drawn = new(Opening[index]) },
            _ => shape,
        };
    }
}
