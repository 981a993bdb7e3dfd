using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Reflector.Fakes;
using Reflector.Fakes.Services;
using Reflector.Fakes.Zulip;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A transcript shared by its owner, and what a visitor sees of it.</summary>
[Collection(BrowserTests.Name)]
public sealed class SharingTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private const double FarDown = 600;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-sharing-");
    private RunningServer _server = null!;
    private ZulipServer _zulip = null!;
    private Visit _owner = null!;
    private string _id = "";

    private string Address => _server.Addresses.First();

    private IPage Page => _owner.Page;

    private ILocator Dialog => Page.GetByRole(AriaRole.Dialog, new() { Name = "Share this transcript" });

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
        _zulip = await ZulipServer.StartAsync();
        _server = await RunningServer.StartAsync(
            new ReflectorSettings
            {
                AuthBackend = AuthBackends.Password,
                DataDir = Path.Combine(_folder.FullName, "data"),
                LogLevel = LogLevel.Critical,
                ZulipRealm = _zulip.Realm,
                ZulipBotEmail = ZulipServer.BotEmail,
                ZulipApiKey = ZulipServer.ApiKey,
            },
            ServerRoles.All,
            "http://127.0.0.1:0",
            TestContext.Current.CancellationToken
        );
        _owner = await SignUpAsync();
        _id = await WriteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _server.DisposeAsync();
        await _zulip.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_owner_chooses_who_can_read_and_a_visitor_sees_only_that()
    {
        await using var stranger = await OpenAsync($"/transcripts/{_id}");
        await Expect(stranger.Page.Heading("You cannot see this transcript")).ToBeVisibleAsync();

        await OpenDialogAsync();
        await Axe.ShouldFindNothingAsync(Page, "share dialog");
        await Dialog.GetByLabel("Public").ClickAsync();
        await Expect(Dialog.GetByLabel("Public")).ToBeCheckedAsync();
        await Expect(Dialog.GetByLabel("Public")).ToBeCheckedAsync();
        await Eventually.TrueAsync(
            async () => (await _owner.Context.APIRequest.GetAsync($"{Address}/v1/transcripts/{_id}")).Ok,
            TimeSpan.FromSeconds(20),
            "saved"
        );

        await using var visitor = await OpenAsync($"/transcripts/{_id}");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Planning", Exact = true }))
            .ToBeVisibleAsync();
        await Expect(visitor.Page.Text()).ToContainTextAsync("word0");
        await Expect(visitor.Page.Button("Planning, rename")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Button("More")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Button("Edit the summary")).ToHaveCountAsync(0);
        await Axe.ShouldFindNothingAsync(visitor.Page, "public page");
        await visitor.Page.Button("Share").ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Link to this transcript")).ToHaveValueAsync($"{Address}/transcripts/{_id}");
        await Expect(dialog.GetByText("Who can read it")).ToHaveCountAsync(0);
        await Expect(dialog.GetByText("Zulip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_with_a_start_time_opens_there()
    {
        await Page.GotoAsync($"{Address}/transcripts/{_id}?t={FarDown}");

        var marked = Page.Locator("[data-linked]");
        await Expect(marked).ToHaveCountAsync(1);
        await Expect(marked).ToBeInViewportAsync();
        await Page.Button("Share").ClickAsync();
        await Dialog.GetByLabel("Start at 10:00").CheckAsync();
        await Expect(Dialog.GetByLabel("Link to this transcript"))
            .ToHaveValueAsync($"{Address}/transcripts/{_id}?t=600");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Show QR code" }).ClickAsync();
        await Expect(Dialog.GetByRole(AriaRole.Img, new() { Name = $"QR code of {Address}/transcripts/{_id}?t=600" }))
            .ToBeVisibleAsync();
        await ShowAsync("share-dialog");
    }

    [Fact]
    public async Task Every_file_can_be_downloaded()
    {
        await Page.GotoAsync($"{Address}/transcripts/{_id}");
        foreach (
            var (extension, beginning) in new[]
            {
                ("docx", "PK"),
                ("pdf", "%PDF-1.7"),
                ("md", "# Planning"),
                ("txt", "Planning\n"),
                ("srt", "1\n00:00:00"),
                ("vtt", "WEBVTT"),
                ("json", "{\"format\":\"reflector.transcript\""),
            }
        )
        {
            var file = await DownloadAsync($".{extension}");
            file.SuggestedFilename.ShouldBe($"Planning.{extension}");
            (await File.ReadAllTextAsync(await file.PathAsync())).ShouldStartWith(beginning);
        }
        var archive = await DownloadAsync(".zip");
        await using var zip = await ZipFile.OpenReadAsync(await archive.PathAsync());
        // Four documents, and a word on the audio that there is none of.
        zip.Entries.Select(entry => Path.GetExtension(entry.Name)).ShouldBe([".docx", ".md", ".vtt", ".json", ".txt"]);
    }

    [Fact]
    public async Task A_transcript_is_posted_to_Zulip_changed_there_and_failures_are_told()
    {
        await OpenDialogAsync();
        await Expect(Dialog.GetByText("A private transcript is not posted")).ToBeVisibleAsync();
        await Expect(Dialog.GetByRole(AriaRole.Button, new() { Name = "Post to Zulip" })).ToBeDisabledAsync();
        await Dialog.GetByLabel("Secure").ClickAsync();
        await Expect(Dialog.GetByLabel("Secure")).ToBeCheckedAsync();

        await Dialog.GetByLabel("Stream").And(Page.Locator("input")).FillAsync("engin");
        await Page.GetByRole(AriaRole.Option, new() { Name = "engineering" }).ClickAsync();
        await Dialog.GetByLabel("Topic", new() { Exact = true }).And(Page.Locator("input")).FillAsync("Minutes");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Post to Zulip" }).ClickAsync();
        await Expect(Dialog.GetByText("Posted on")).ToBeVisibleAsync();
        _zulip.Messages.ShouldHaveSingleItem().Content.ShouldContain("# Reflector – Planning");

        _zulip.Then(FakeAnswer.Error(500));
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Update the message" }).ClickAsync();
        await Expect(Dialog.GetByText("Zulip has a problem of its own")).ToBeVisibleAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Post to Zulip" }).ClickAsync();
        await Expect(Dialog.GetByText("Posted on")).ToBeVisibleAsync();
        _zulip.Messages.ShouldHaveSingleItem().Edits.ShouldBe(1);
    }

    [Fact]
    public async Task A_room_is_given_a_place_in_Zulip_from_what_is_there_or_by_writing()
    {
        _zulip.Say("minutes & notes", "Weekly planning");
        await Page.GotoAsync($"{Address}/rooms");
        await Page.Button("New room").First.ClickAsync();
        var editor = Page.GetByRole(AriaRole.Dialog);
        await editor.GetByLabel("Name").FillAsync("planning");
        await editor.GetByRole(AriaRole.Tab, new() { Name = "Share" }).ClickAsync();
        await editor.GetByLabel("Post to Zulip").CheckAsync();
        await Field("Stream").FillAsync("minu");
        await Page.GetByRole(AriaRole.Option, new() { Name = "minutes & notes" }).ClickAsync();
        await Field("Topic").ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = "Weekly planning" }).ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Create room" }).ClickAsync();
        await Expect(editor).ToHaveCountAsync(0);

        // Without Zulip what was chosen is still there, and can be written.
        _zulip.Then([.. Enumerable.Repeat(FakeAnswer.Error(500), 20)]);
        await Page.ReloadAsync();
        await Page.Button("More for planning").ClickAsync();
        await Page.Item("Settings").ClickAsync();
        await editor.GetByRole(AriaRole.Tab, new() { Name = "Share" }).ClickAsync();
        await Expect(Field("Stream")).ToHaveValueAsync("minutes & notes");
        await Expect(Field("Topic")).ToHaveValueAsync("Weekly planning");
        await Expect(editor.GetByRole(AriaRole.Alert)).ToContainTextAsync("You can write the names instead.");
        await Axe.ShouldFindNothingAsync(Page, "a place in Zulip");
        await Field("Topic").FillAsync("Planning");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(editor).ToHaveCountAsync(0);
        var stored = await _owner.Context.APIRequest.GetAsync($"{Address}/v1/rooms/name/planning");
        var room = (await stored.JsonAsync())!.Value;
        room.GetProperty("zulip_auto_post").GetBoolean().ShouldBeTrue();
        room.GetProperty("zulip_stream").GetString().ShouldBe("minutes & notes");
        room.GetProperty("zulip_topic").GetString().ShouldBe("Planning");

        ILocator Field(string label) => editor.GetByLabel(label, new() { Exact = true }).And(Page.Locator("input"));
    }

    private async Task OpenDialogAsync()
    {
        await Page.GotoAsync($"{Address}/transcripts/{_id}");
        await Page.Button("Share").ClickAsync();
        await Expect(Dialog).ToBeVisibleAsync();
    }

    private async Task<IDownload> DownloadAsync(string extension)
    {
        await Page.Button("Download").ClickAsync();
        return await Page.RunAndWaitForDownloadAsync(() =>
            Page.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = extension }).ClickAsync()
        );
    }

    /// <summary>Pictures for whoever looks at the pages, where they are asked for.</summary>
    private async Task ShowAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is not { Length: > 0 } folder)
            return;
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 390) })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.SetViewportSizeAsync(width, 900);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png") });
        }
    }

    private Task<Visit> OpenAsync(string path) => Visit.OpenAsync(fixture, path, address: Address);

    private async Task<Visit> SignUpAsync()
    {
        var link = await SetupLink.CreateAsync(_server.Services, Address, TestContext.Current.CancellationToken);
        var visit = await OpenAsync(link.ShouldNotBeNull());
        await visit.Page.GetByLabel("E-mail address").FillAsync("ada@example.org");
        await visit.Page.GetByLabel("Your name").FillAsync("Ada");
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await visit.Page.Button("Create the account").ClickAsync();
        await Expect(visit.Page.Heading("Your first transcript")).ToBeVisibleAsync();
        return visit;
    }

    /// <summary>A private meeting of twenty minutes.</summary>
    private async Task<string> WriteAsync()
    {
        await using var db = await _server
            .Services.GetRequiredService<IDbContextFactory<ReflectorDb>>()
            .CreateDbContextAsync();
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = await db.Users.Select(user => user.Id).SingleAsync(),
            Name = "Planning",
            Title = "Planning",
            SourceLanguage = "en",
            TargetLanguage = "en",
            Status = TranscriptStatus.Ended,
            DurationMs = 1_200_000,
            ShortSummary = "A plan was made.",
            LongSummary = "A **plan** was made.",
            Participants = [new("a", 0, "Ada"), new("b", 1, "Grace")],
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.Add(transcript);
        await db.SaveChangesAsync();
        db.AddRange(
            Enumerable
                .Range(0, 4)
                .Select(topic => new Topic
                {
                    Id = Guid.CreateVersion7().ToString(),
                    TranscriptId = transcript.Id,
                    Position = topic,
                    Title = $"Subject {topic + 1}",
                    Summary = "",
                    Timestamp = topic * 300,
                    Duration = 300,
                    Words =
                    [
                        .. Enumerable
                            .Range(topic * 600, 600)
                            .Select(word => new Word(
                                word % 15 == 14 ? $"word{word}." : $"word{word}",
                                word * 0.5,
                                (word * 0.5) + 0.4,
                                word / 60 % 2
                            )),
                    ],
                })
        );
        await db.SaveChangesAsync();
        return transcript.Id;
    }
}
