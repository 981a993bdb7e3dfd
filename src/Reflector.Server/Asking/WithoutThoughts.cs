using System.Text;

namespace Reflector.Server.Asking;

/// <summary>Leaves out what a reasoning model thinks before it answers: <c>&lt;think&gt;…&lt;/think&gt;</c>.</summary>
internal sealed class WithoutThoughts
{
    private const string Begin = "<think";
    private const string End = "</think";

    private readonly StringBuilder _held = new();
    private bool _isAnswering;

    public string Add(string piece)
    {
        if (_isAnswering)
            return piece;
        var text = _held.Append(piece).ToString();
        var start = text.TrimStart();
        if (!start.StartsWith(Begin, StringComparison.OrdinalIgnoreCase))
            return Begin.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? "" : Answer(text);
        var end = start.IndexOf(End, StringComparison.OrdinalIgnoreCase);
        var close = end < 0 ? -1 : start.IndexOf('>', end);
        return close < 0 ? "" : Answer(start[(close + 1)..]);
    }

    private string Answer(string text)
    {
        _isAnswering = true;
        _held.Clear();
        return text;
    }
}
