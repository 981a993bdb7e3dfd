using System.Globalization;
using System.Text;

namespace Reflector.Server.Asking;

/// <summary>
/// Lets an answer through as far as it is cited: what stands behind the last number in brackets waits for the next one,
/// and numbers of passages that do not exist are taken out. What no number follows is never shown.
/// </summary>
internal sealed class CitedText(int passages)
{
    /// <summary>"[12, 13, 14]" and not a remark in brackets.</summary>
    private const int LongestMark = 24;

    private const string Closing = ".,;:!?)\"”’";

    private readonly StringBuilder _all = new();
    private readonly StringBuilder _waiting = new();
    private readonly StringBuilder _mark = new();
    private readonly SortedSet<int> _cited = [];
    private bool _isBehindMark;

    public IReadOnlyCollection<int> Cited => _cited;

    public string Text => _all.ToString().Trim();

    /// <returns>What may be shown now.</returns>
    public string Add(string piece)
    {
        var shown = new StringBuilder();
        foreach (var character in piece)
        {
            if (_mark.Length > 0)
                Continue(character, shown);
            else if (character == '[')
                _mark.Append(character);
            else
                Take(character, shown);
        }

        _all.Append(shown);
        return shown.ToString();
    }

    private void Take(char character, StringBuilder shown)
    {
        if (_isBehindMark && Closing.Contains(character, StringComparison.Ordinal))
        {
            shown.Append(character);
            return;
        }

        _isBehindMark = false;
        _waiting.Append(character);
    }

    private void Continue(char character, StringBuilder shown)
    {
        _mark.Append(character);
        if (
            character != ']'
            && (char.IsAsciiDigit(character) || character is ',' or ';' or ' ')
            && _mark.Length < LongestMark
        )
            return;
        var numbers = character == ']' ? Numbers(_mark.ToString()) : null;
        var mark = _mark.ToString();
        _mark.Clear();
        if (numbers is null)
        {
            foreach (var other in mark)
                Take(other, shown);
            return;
        }

        var known = numbers.Where(number => number >= 1 && number <= passages).ToList();
        if (known.Count == 0)
            return;
        shown.Append(_waiting).Append(string.Concat(known.Select(number => $"[{number}]")));
        _waiting.Clear();
        _cited.UnionWith(known);
        _isBehindMark = true;
    }

    private static List<int>? Numbers(string mark)
    {
        var numbers = new List<int>();
        foreach (var part in mark[1..^1].Split(',', ';'))
        {
            if (
                !int.TryParse(
                    part,
                    NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    null,
                    out var number
                )
            )
                return null;
            numbers.Add(number);
        }

        return numbers;
    }
}
