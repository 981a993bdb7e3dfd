using Microsoft.Playwright;
using Reflector.Fakes.Speech;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Takes the pictures in <c>docs/images</c> from the real product; run by hand when the page changes.</summary>
[Collection(BrowserTests.Name)]
public sealed class Pictures(BrowserFixture fixture)
{
    private static readonly IReadOnlyList<(string Voice, string Text)> LibraryMeeting =
    [
        ("slt", "Good afternoon, and thank you all for coming to the planning meeting of the city library."),
        (
            "slt",
            "We have three subjects today: the new study room, the summer program for children, and the book budget."
        ),
        ("rms", "Let us begin with the study room. The workers finished the floor last week, and the windows are in."),
        ("rms", "The lamps and the wooden tables for the study room will arrive on Tuesday."),
        ("slt", "That is good news. How many people can sit in the study room at the same time?"),
        ("rms", "There are sixty chairs, and there is a quiet corner near the windows with eight large tables."),
        ("slt", "Visitors asked for more light and for places to charge their computers. Did we think of that?"),
        ("rms", "Yes. Every table in the study room has its own lamp, and there is power under each table."),
        ("rms", "I will check the lamps with the electrician before Thursday."),
        ("slt", "Thank you. We decided to open the study room on the first of June."),
        ("slt", "The second subject is the summer program for children."),
        ("rms", "Last summer forty children came every week, and the parents were very happy with the program."),
        (
            "rms",
            "This year we want to offer stories in the morning and a painting class for children in the afternoon."
        ),
        ("slt", "Who is going to teach the painting class?"),
        ("rms", "A painter from the museum wants to teach it. The children only need paper, brushes and colors."),
        ("slt", "Can you write a letter to the parents about the summer program by Friday?"),
        ("rms", "Yes, I will write the letter to the parents and show it to you tomorrow morning."),
        (
            "slt",
            "Please tell the parents that the program is free, and that the painting class has only twenty places."
        ),
        ("rms", "The children who came last year should hear about the painting class first."),
        ("slt", "I agree. Now the third subject, which is the budget for the next year."),
        ("rms", "The city gave us the same money as last year, but the price of books went up by six percent."),
        ("rms", "If we buy as many books as before, we will need nine thousand dollars more than we have."),
        ("slt", "We could order fewer magazines. Only a few people still read them on paper."),
        ("rms", "That would save about four thousand dollars. The rest could come from the friends of the library."),
        ("slt", "Then we agreed to cancel the paper magazines and to ask the friends of the library for help."),
        ("rms", "I will prepare a table with the budget and the prices of the books for the next meeting."),
        (
            "slt",
            "There is one last question about the evening hours. Students want the library to stay open until ten."
        ),
        ("rms", "Two people would have to work in the evening, one at the desk and one in the study room."),
        ("slt", "Could students help at the desk in the evening? They know the library very well."),
        ("rms", "That is a good idea. I will ask the students this week and bring their answer on Monday."),
        ("slt", "Then let us try the evening hours for three months, and count how many visitors come."),
        ("slt", "Wonderful. Let us meet again on the second Monday of May. Thank you, and have a nice evening."),
    ];

    [Fact(Explicit = true)]
    public async Task Of_the_README()
    {
        var folder = Path.Combine(Repository(), "docs", "images");
        Directory.CreateDirectory(folder);
        var spoken = await SpokenMeeting.MakeAsync(LibraryMeeting);
        var file = fixture.Files.Wave("Library planning meeting.wav", spoken.Samples);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        var page = visit.Page;
        await page.FileInput().SetInputFilesAsync(file);
        await page.Button("Transcribe").ClickAsync();
        var lines = page.GetByRole(AriaRole.Region, new() { Name = "Recognised text" }).GetByRole(AriaRole.Paragraph);
        await Expect(lines.Nth(7)).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "processing.png") });

        await Expect(page.Text()).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await page.Word(60).ClickAsync();
        await page.Button("Play").ClickAsync();
        await Expect(page.Word(64)).ToHaveAttributeAsync("data-spoken", "");
        await page.Button("Pause").ClickAsync();
        await page.Mouse.MoveAsync(700, 60);
        await Expect(page.SpokenWord()).ToBeInViewportAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "transcript.png") });
    }

    /// <summary>Every page and state, at four widths in both themes, into the folder named by PICTURES.</summary>
    [Fact(Explicit = true)]
    public async Task Of_every_page_and_state()
    {
        var folder =
            Environment.GetEnvironmentVariable("PICTURES") ?? Directory.CreateTempSubdirectory("pictures-").FullName;
        Directory.CreateDirectory(folder);
        var shelf = await fixture.ShelfAsync();
        var places = shelf.Places.Append(("five-hours", Shelf.At(await FiveHours.PutAsync(fixture))));
        await using var visit = await Visit.OpenAsync(
            fixture,
            locale: Environment.GetEnvironmentVariable("PICTURES_LOCALE") ?? "en-GB"
        );
        foreach (var (name, path) in places)
        {
            await visit.GoAsync(path);
            foreach (var (width, height) in new[] { (390, 844), (768, 1024), (1440, 900), (2560, 1440) })
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visit.Page.SetViewportSizeAsync(width, height);
                await visit.Page.ChangeThemeAsync(theme);
                await visit.Page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"{name}-{width}-{theme}.png".ToLowerInvariant()) }
                );
            }
        }
    }

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
