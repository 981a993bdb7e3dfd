using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Reflector.Fakes;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;

namespace Reflector.EndToEnd.Tests.Browser.Summaries;

/// <summary>The product with a language model that the test speaks for.</summary>
public sealed class SummariesFixture : IAsyncLifetime, IServedBrowser
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-summaries-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningServer? _server;
    private ChatServer? _chat;

    public IBrowser Browser => _browser!;

    public string Address => _server!.Addresses.First();

    internal ChatServer Chat => _chat!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            var chromium = Chromium.Find();
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
            _chat = await ChatServer.StartAsync();
            _server = await RunningServer.StartAsync(
                new ReflectorSettings
                {
                    DataDir = Path.Combine(_folder.FullName, "data"),
                    LogLevel = LogLevel.None,
                    LlmUrl = _chat.Url.ToString(),
                    LlmModel = "tiny",
                    LlmModels = "large",
                    LlmParseMaxRetries = 0,
                    AskPerMinute = 100,
                },
                ServerRoles.All,
                "http://127.0.0.1:0",
                TestContext.Current.CancellationToken
            );
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.LaunchAsync(_playwright, chromium);
            Assertions.SetDefaultExpectTimeout(20_000);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_chat is not null)
            await _chat.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    /// <summary>A transcript whose audio is gone, with a summary and its sources.</summary>
    internal Task<string> WriteAsync(string title = "Library planning") =>
        SpokenTranscript.WriteAsync(_server!.Services, title);
}

/// <summary>A short made meeting, put into the database as a finished pipeline leaves it.</summary>
internal static class SpokenTranscript
{
    private const double SecondsPerWord = 0.4;

    private static readonly (int Speaker, string Text)[] Turns =
    [
        (0, "Good morning. We talk about the study room and the summer program for children."),
        (1, "The lamps for the study room arrive on Tuesday and the floor is finished."),
        (0, "We decided to open the study room on the first of June."),
        (1, "I will write the letter to the parents by Friday."),
    ];

    public static async Task<string> WriteAsync(IServiceProvider services, string title)
    {
        var words = new List<Word>();
        foreach (var (speaker, text) in Turns)
        {
            foreach (var word in text.Split(' '))
                words.Add(new(word, words.Count * SecondsPerWord, (words.Count + 1) * SecondsPerWord, speaker));
        }
        var decided = MomentOf(words, "We", 12);
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = "local",
            Name = title,
            Title = title,
            Status = TranscriptStatus.Ended,
            DurationMs = words[^1].End * 1000,
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.File,
            AudioDeleted = true,
            AudioDeletionRequestedAt = TimeProvider.System.GetUtcNow(),
            Participants = [new("a", 0, "Ada"), new("b", 1, "Bo")],
            ShortSummary = "The study room opens in June.",
            LongSummary = "**Study room**\n\n- It opens on the first of June.\n- Everybody is happy.",
            SummarySources = [new("It opens on the first of June.", [decided]), new("Everybody is happy.", [])],
            ActionItems = new(
                [new("Open the study room on the first of June.", Moments: [decided])],
                [new("Write the letter", "Bo", null, "Friday", Moments: [])]
            ),
            GeneratedBy = "llm:tiny",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        var topic = new Topic
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcript.Id,
            Position = 0,
            Title = "Study room",
            Summary = "It opens in June.",
            Timestamp = 0,
            Duration = words[^1].End,
            Words = words,
            Moments = [decided],
        };
        await using var db = await services.GetRequiredService<IDbContextFactory<ReflectorDb>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync();
        db.Topics.Add(topic);
        await db.SaveChangesAsync();
        await DerivedText.RebuildAsync(db, transcript, [topic], tracks: false, CancellationToken.None);
        await transaction.CommitAsync();
        return transcript.Id;
    }

    private static SourceMoment MomentOf(List<Word> words, string begins, int length)
    {
        var first = words.FindLastIndex(word => word.Text == begins);
        return SourceMoment.Of(words, first, first + length);
    }
}
