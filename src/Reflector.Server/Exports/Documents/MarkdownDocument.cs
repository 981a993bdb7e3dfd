using System.Buffers;
using System.Text;

namespace Reflector.Server.Exports.Documents;

/// <summary>CommonMark. What people said and named is shown as it is written; only the summary is Markdown of its own.</summary>
internal static class MarkdownDocument
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_{}[]<>#!|~&$@");

    public static string Write(ExportDocument document)
    {
        var text = new StringBuilder($"# {Escape(document.Title)}\n\n");
        text.AppendJoin("  \n", document.Facts.Select(Escape)).Append('\n');
        if (document.Summary.Length > 0)
            // Markdown lets HTML through, and who opens the file did not ask for anybody's scripts.
            Part(text, ExportWords.Summary, document.Summary.Replace("<", "&lt;", StringComparison.Ordinal));
        if (document.Decisions.Count > 0)
            Part(text, ExportWords.Decisions, Lines(document.Decisions, line => $"- {Escape(line)}"));
        if (document.NextSteps.Count > 0)
            Part(text, ExportWords.NextSteps, Lines(document.NextSteps, line => $"- [ ] {Escape(line)}"));
        if (document.Contents.Count > 0)
            Part(text, ExportWords.Topics, Lines(document.Contents, line => $"- **{line.Time}** {Escape(line.Title)}"));
        text.Append($"\n## {ExportWords.Transcript}\n");
        foreach (var section in document.Sections)
        {
            if (section.Title is not null)
                text.Append($"\n### {Escape(section.Title)} ({section.Time})\n");
            foreach (var turn in section.Turns)
                text.Append('\n').Append(Paragraph(turn)).Append('\n');
        }
        return text.ToString();
    }

    private static void Part(StringBuilder text, string heading, string body) =>
        text.Append($"\n## {heading}\n\n{body}\n");

    private static string Lines<T>(IEnumerable<T> lines, Func<T, string> write) =>
        string.Join('\n', lines.Select(write));

    private static string Paragraph(ExportTurn turn) =>
        (turn.Time, turn.Name) switch
        {
            (null, null) => AtLineStart(Escape(turn.Text)),
            ({ } time, null) => $"`{time}` {Escape(turn.Text)}",
            (null, { } name) => $"**{Escape(name)}:** {Escape(turn.Text)}",
            ({ } time, { } name) => $"`{time}` **{Escape(name)}:** {Escape(turn.Text)}",
        };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (Special.Contains(letter))
                escaped.Append('\\');
            escaped.Append(letter);
        }
        return escaped.ToString();
    }

    /// <summary>A line that begins with a dash or "1." would be a list.</summary>
    private static string AtLineStart(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && text[digits] is '.' or ')')
            return text.Insert(digits, "\\");
        return text.StartsWith('-') || text.StartsWith('+') || text.StartsWith('=') ? "\\" + text : text;
    }
}
