using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Reflector.Server.Exports.Documents;

internal enum BlockKind
{
    Paragraph,
    Heading,
    Item,
}

/// <summary>A paragraph of formatted text.</summary>
/// <param name="Level">How deep a heading or an item of a list is; from 0.</param>
/// <param name="Mark">What stands before an item: a bullet or its number.</param>
internal sealed record Block(BlockKind Kind, int Level, string Mark, IReadOnlyList<Run> Runs);

/// <param name="Text">On one line.</param>
internal sealed record Run(string Text, bool Bold = false, bool Italic = false);

/// <summary>Markdown as the few kinds of paragraphs that documents know.</summary>
internal static class RichText
{
    private const int DeepestList = 4;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static IReadOnlyList<Block> Of(string markdown)
    {
        var blocks = new List<Block>();
        Add(blocks, Markdown.Parse(markdown, Pipeline), depth: 0);
        return blocks;
    }

    private static void Add(List<Block> blocks, ContainerBlock container, int depth)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    blocks.Add(new(BlockKind.Heading, heading.Level - 1, "", Runs(heading.Inline)));
                    break;
                case ListBlock list:
                    AddList(blocks, list, depth);
                    break;
                case CodeBlock code:
                    blocks.AddRange(
                        code.Lines.ToString()
                            .Split('\n')
                            .Select(line => new Block(BlockKind.Paragraph, 0, "", [new(line)]))
                    );
                    break;
                case LeafBlock { Inline: { } inline }:
                    blocks.Add(new(BlockKind.Paragraph, 0, "", Runs(inline)));
                    break;
                case ContainerBlock inner:
                    Add(blocks, inner, depth);
                    break;
            }
        }
    }

    private static void AddList(List<Block> blocks, ListBlock list, int depth)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var inner = new List<Block>();
            Add(inner, item, Math.Min(depth + 1, DeepestList));
            var mark = list.IsOrdered ? $"{number++}." : "•";
            if (inner is [{ Kind: BlockKind.Paragraph } first, ..])
                inner[0] = first with { Kind = BlockKind.Item, Level = depth, Mark = mark };
            blocks.AddRange(inner);
        }
    }

    private static List<Run> Runs(ContainerInline? inline)
    {
        var runs = new List<Run>();
        Add(runs, inline, new(""));
        return runs;
    }

    private static void Add(List<Run> runs, ContainerInline? container, Run style)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    runs.Add(style with { Text = literal.Content.ToString() });
                    break;
                case CodeInline code:
                    runs.Add(style with { Text = code.Content });
                    break;
                case LineBreakInline:
                    runs.Add(style with { Text = " " });
                    break;
                case AutolinkInline link:
                    runs.Add(style with { Text = link.Url });
                    break;
                case HtmlEntityInline entity:
                    runs.Add(style with { Text = entity.Transcoded.ToString() });
                    break;
                case EmphasisInline emphasis:
                    Add(
                        runs,
                        emphasis,
                        emphasis.DelimiterCount > 1 ? style with { Bold = true } : style with { Italic = true }
                    );
                    break;
                case ContainerInline inner:
                    Add(runs, inner, style);
                    break;
            }
        }
    }
}
