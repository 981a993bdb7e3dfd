using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Exports;

public sealed class PdfExportTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task The_text_can_be_read_out_again_in_its_order()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        var file = await ReadAsync(id);

        file.PageTexts.ShouldHaveSingleItem();
        var text = file.PageTexts[0];
        text.ShouldContain("Budget meeting");
        text.ShouldContain("The budget was discussed.");
        text.ShouldContain("00:00 Ada: Hello there.");
        text.ShouldContain("61:01 Ada: We agree.");
        text.ShouldEndWith("1 / 1");
    }

    [Fact]
    public async Task The_title_language_and_bookmarks_are_told()
    {
        var id = await ExportedMeeting.WriteAsync(Server, "Budget (März) \\ 予算 🎉");

        var file = await ReadAsync(id);

        file.Title.ShouldBe("Budget (März) \\ 予算 🎉");
        file.Language.ShouldBe("en");
        file.Bookmarks.ShouldBe([
            "Summary",
            "Decisions",
            "Next steps",
            "Topics",
            "Transcript",
            "Topic 0 (00:00)",
            "Topic 1 (61:01)",
        ]);
    }

    [Theory]
    [InlineData("Grüße aus Łódź, ça va? Ωμέγα. Привет, мир.")]
    [InlineData("Ünïcödé “quotes” — dashes … €")]
    [InlineData("Tiếng Việt có dấu.")]
    public async Task Every_script_of_Europe_and_more_is_selectable_text(string spoken)
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            topics:
            [
                [new(spoken, 0, 1)],
            ]
        );

        var file = await ReadAsync(id);

        file.PageTexts[0].ShouldContain(spoken);
    }

    [Fact]
    public async Task Hebrew_and_Arabic_are_drawn_from_right_to_left_and_joined()
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            topics:
            [
                [new("שלום", 0, 1), new("עולם", 1, 2)],
                [new("سلام", 3, 4)],
            ]
        );

        var file = await ReadAsync(id);

        file.PageTexts[0].ShouldContain("םלוע םולש");
        // Lam and alef are one sign, which stands for both.
        file.PageTexts[0].ShouldContain("ملاس");
    }

    [Fact]
    public async Task Letters_that_no_font_has_leave_the_rest_readable()
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            topics:
            [
                [new("before", 0, 1), new("予算", 1, 2), new("after", 2, 3)],
            ]
        );

        var file = await ReadAsync(id);

        file.PageTexts[0].ShouldContain("before");
        file.PageTexts[0].ShouldContain("after");
    }

    [Fact]
    public async Task Hostile_texts_stay_inside_their_page()
    {
        const string Hostile = ") Tj ET endstream endobj <script> /JavaScript (app.alert(1)) %%EOF";
        var id = await ExportedMeeting.WriteAsync(
            Server,
            title: Hostile,
            people: [new("a", 0, Hostile)],
            topics:
            [
                [new(Hostile + new string('x', 5000), 0, 1)],
            ],
            summary: Hostile
        );

        var file = await ReadAsync(id);

        file.Title.ShouldBe(Hostile);
        file.PageTexts[0].ShouldContain(Hostile);
        string.Concat(file.PageTexts).Count(letter => letter == 'x').ShouldBeGreaterThanOrEqualTo(5000);
    }

    [Fact]
    public async Task Five_hours_are_numbered_pages_with_every_word()
    {
        var id = await ExportedMeeting.WriteAsync(Server, topics: ExportedMeeting.FiveHours);

        var file = await ReadAsync(id);

        file.PageTexts.Count.ShouldBeGreaterThan(50);
        file.PageTexts[49].ShouldEndWith($"50 / {file.PageTexts.Count}");
        string.Join(' ', file.PageTexts)
            .Split(' ', '\n')
            .Count(word => word.StartsWith("word", StringComparison.Ordinal) || word == "sentence.")
            .ShouldBe(36_000);
    }

    private async Task<ReadPdf> ReadAsync(string id) => ReadPdf.Of((await Server.ExportFileAsync(id, "pdf")).ToArray());
}
