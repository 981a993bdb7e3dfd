namespace Reflector.Server.Summaries.Llm;

/// <param name="Name">Name of the schema in the request.</param>
/// <param name="Json">JSON schema in the strict subset: every property required, nothing else allowed.</param>
internal sealed record AnswerSchema(string Name, string Json)
{
    public static AnswerSchema Topic { get; } =
        new("topic", Object(("title", Text), ("summary", Text), ("quotes", List(Text))));

    public static AnswerSchema Notes { get; } = new("notes", Object(("title", Text), ("summary", Text)));

    public static AnswerSchema Title { get; } = new("title", Object(("title", Text)));

    public static AnswerSchema Subjects { get; } = new("subjects", Object(("subjects", List(Text))));

    public static AnswerSchema Subject { get; } =
        new("subject", Object(("detail", Text), ("paragraph", Text), ("quotes", List(Text))));

    public static AnswerSchema Report { get; } =
        new(
            "report",
            Object(
                ("recap", Text),
                (
                    "sections",
                    List(Object(("heading", Text), ("points", List(Object(("point", Text), ("quotes", List(Text)))))))
                )
            )
        );

    public static AnswerSchema Recap { get; } = new("recap", Object(("recap", Text)));

    public static AnswerSchema ActionItems { get; } =
        new(
            "action_items",
            Object(
                (
                    "decisions",
                    List(
                        Object(
                            ("decision", Text),
                            ("rationale", OptionalText),
                            ("decided_by", OptionalText),
                            ("quotes", List(Text))
                        )
                    )
                ),
                (
                    "next_steps",
                    List(
                        Object(
                            ("task", Text),
                            ("assigned_to", OptionalText),
                            ("deadline", OptionalText),
                            ("context", OptionalText),
                            ("quotes", List(Text))
                        )
                    )
                )
            )
        );

    private const string Text = """{"type":"string"}""";
    private const string OptionalText = """{"type":["string","null"]}""";

    private static string List(string items) => $$"""{"type":"array","items":{{items}}}""";

    private static string Object(params (string Name, string Schema)[] properties)
    {
        var members = string.Join(',', properties.Select(property => $"\"{property.Name}\":{property.Schema}"));
        var names = string.Join(',', properties.Select(property => $"\"{property.Name}\""));
        return "{\"type\":\"object\",\"properties\":{"
            + members
            + "},\"required\":["
            + names
            + "],\"additionalProperties\":false}";
    }
}
