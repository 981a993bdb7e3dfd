namespace Reflector.Server.Search;

/// <summary>
/// Lets PostgreSQL, which compared the words, mark what it found. The marks are control characters, which no passage
/// has (<see cref="Passages"/>).
/// </summary>
internal static class Marks
{
    public const char Begin = '\u0001';
    public const char End = '\u0002';

    /// <summary>An expression: all of a text, with marks.</summary>
    public static string Headline(string configuration, string text, string query) =>
        $"ts_headline({configuration}::regconfig, {text}, {query}, 'HighlightAll=true, StartSel=\"{Begin}\", StopSel=\"{End}\"')";

    public static IReadOnlyList<Highlight> Read(string marked)
    {
        var found = new List<Highlight>();
        var (length, from) = (0, 0);
        foreach (var letter in marked)
        {
            if (letter == Begin)
                from = length;
            else if (letter == End)
                found.Add(new(from, length));
            else
                length++;
        }
        return found;
    }
}
