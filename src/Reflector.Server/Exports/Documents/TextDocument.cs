using System.Text;
using Markdig;

namespace Reflector.Server.Exports.Documents;

internal static class TextDocument
{
    public static string Write(ExportDocument document)
    {
        var text = new StringBuilder(document.Title).Append('\n');
        text.AppendJoin('\n', document.Facts).Append('\n');
        if (document.Summary.Length > 0)
            Part(text, ExportWords.Summary, [Markdown.ToPlainText(document.Summary).Trim()]);
        if (document.Decisions.Count > 0)
            Part(text, ExportWords.Decisions, document.Decisions.Select(line => $"- {line}"));
        if (document.NextSteps.Count > 0)
            Part(text, ExportWords.NextSteps, document.NextSteps.Select(line => $"- {line}"));
        if (document.Contents.Count > 0)
            Part(text, ExportWords.Topics, document.Contents.Select(line => $"[{line.Time}] {line.Title}"));
        foreach (var section in document.Sections.Where(section => section.Turns.Count > 0))
            Part(text, section.Title ?? ExportWords.Transcript, section.Turns.Select(Line));
        return text.ToString();
    }

    private static void Part(StringBuilder text, string heading, IEnumerable<string> lines) =>
        text.Append('\n')
            .Append(heading)
            .Append('\n')
            .Append('-', Math.Min(heading.Length, 72))
            .Append('\n')
            .AppendJoin('\n', lines)
            .Append('\n');

    private static string Line(ExportTurn turn) =>
        (turn.Time is null ? "" : $"[{turn.Time}] ") + (turn.Name is null ? "" : $"{turn.Name}: ") + turn.Text;
}
