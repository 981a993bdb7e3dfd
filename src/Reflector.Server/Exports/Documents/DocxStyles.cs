using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Reflector.Server.Exports.Documents;

/// <summary>How the paragraphs of a DOCX look; Word's own names, so that its outline and templates know them.</summary>
internal static class DocxStyles
{
    public const string Body = "Normal";
    public const string Title = "Title";
    public const string Heading1 = "Heading1";
    public const string Heading2 = "Heading2";
    public const string Item = "ListParagraph";
    public const string Facts = "Facts";
    public const string Turn = "Turn";
    public const string Time = "Time";

    /// <summary>Of a list, in twentieths of a point.</summary>
    public const int Indent = 360;

    private const string Quiet = "5F6B7A";

    public static Styles Make(string language) =>
        new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Calibri",
                            HighAnsi = "Calibri",
                            ComplexScript = "Arial",
                        },
                        Size(11),
                        new Languages { Val = language }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "120",
                            Line = "264",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            Paragraph(Body, "Normal", isDefault: true),
            Paragraph(Title, "Title", run: new(new Bold(), Size(22)), next: Body),
            Paragraph(Heading1, "heading 1", outline: 0, run: new(new Bold(), Size(15)), next: Body),
            Paragraph(Heading2, "heading 2", outline: 1, run: new(new Bold(), Size(12)), next: Body),
            Paragraph(Item, "List Paragraph"),
            Paragraph(Facts, "Facts", run: new(new Color { Val = Quiet }, Size(10))),
            Paragraph(Turn, "Turn"),
            new Style(new StyleName { Val = "Time" }, new StyleRunProperties(new Color { Val = Quiet }, Size(9)))
            {
                Type = StyleValues.Character,
                StyleId = Time,
                CustomStyle = true,
            }
        );

    private static Style Paragraph(
        string id,
        string name,
        bool isDefault = false,
        int? outline = null,
        StyleRunProperties? run = null,
        string? next = null
    )
    {
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault)
            style.Default = true;
        else
            style.Append(new BasedOn { Val = Body });
        if (next is not null)
            style.Append(new NextParagraphStyle { Val = next });
        if (outline is { } level)
            style.Append(
                new StyleParagraphProperties(
                    new KeepNext(),
                    new SpacingBetweenLines { Before = "280", After = "100" },
                    new OutlineLevel { Val = level }
                )
            );
        if (run is not null)
            style.Append(run);
        return style;
    }

    private static FontSize Size(int points) => new() { Val = new StringValue($"{points * 2}") };
}
