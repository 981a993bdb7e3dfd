using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Accounts;
using Reflector.Server.Events;
using Reflector.Server.Pipelines;
using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Transcripts in states that last long enough to be looked at, put into the database.</summary>
internal sealed class Shelf
{
    public const string Unknown = "unknown-transcript";
    public const string HostileTitle = "<script>document.title='taken'</script><b>Bold</b> & \"quoted\"";

    private readonly BrowserFixture _fixture;
    private readonly FinishedMeeting _meeting;

    private Shelf(BrowserFixture fixture, FinishedMeeting meeting) => (_fixture, _meeting) = (fixture, meeting);

    public static string LongTitle { get; } =
        string.Join(' ', Enumerable.Repeat("Quarterly planning of the hospital", 9))[..300];

    public required string LongTitled { get; init; }
    public required string Hostile { get; init; }
    public required string Processing { get; init; }
    public required string Failed { get; init; }
    public required string Idle { get; init; }
    public required string Silent { get; init; }
    public required string AudioDeleted { get; init; }

    /// <summary>Every page and state by name.</summary>
    public IReadOnlyList<(string Name, string Path)> Places =>
        [
            ("list", "/"),
            ("list-nothing-found", "/?q=nothing+is+called+this"),
            ("list-past-the-end", "/?page=99"),
            ("statistics", "/statistics"),
            ("new", "/transcripts/new"),
            ("summary", _meeting.Path),
            ("topics", _meeting.Path + "?tab=topics"),
            ("actions", _meeting.Path + "?tab=actions"),
            ("correct", _meeting.Path + "/correct"),
            ("ask-one", _meeting.Path + "?tab=ask"),
            ("ask", "/ask"),
            ("long-title", At(LongTitled)),
            ("hostile-title", At(Hostile)),
            ("processing", At(Processing)),
            ("failed", At(Failed)),
            ("idle", At(Idle)),
            ("silent", At(Silent)),
            ("audio-deleted", At(AudioDeleted)),
            ("unknown-page", "/nowhere/at/all"),
            (Unknown, At("0198c2a6-0000-7000-8000-000000000000")),
        ];

    public static string At(string id) => "/transcripts/" + id;

    public static async Task<Shelf> FillAsync(BrowserFixture fixture)
    {
        var meeting = await fixture.MeetingAsync();
        await using var db = await fixture.OpenDatabaseAsync();
        var source = await db.Transcripts.FindAsync(meeting.Id);
        // Rows that refer to a transcript, saved after it.
        var belongings = new List<object>();
        string Add(Transcript transcript)
        {
            transcript.DurationMs = source!.DurationMs;
            transcript.AudioKey = source.AudioKey;
            transcript.Waveform = source.Waveform;
            db.Transcripts.Add(transcript);
            return transcript.Id;
        }
        string Ended(string? title, bool spoken = true, bool? audioDeleted = null)
        {
            var transcript = New("Meeting", TranscriptStatus.Ended);
            transcript.Title = title;
            transcript.AudioDeleted = audioDeleted;
            if (!spoken)
                return Add(transcript);
            transcript.ShortSummary = source!.ShortSummary;
            transcript.LongSummary = source.LongSummary;
            transcript.ActionItems = source.ActionItems ?? ActionItems.None;
            transcript.GeneratedBy = source.GeneratedBy;
            var words = meeting.Words.Select(word => new Word(word.Text, word.Start, word.End)).ToArray();
            foreach (var (position, half) in words.Chunk(words.Length / 2 + 1).Index())
                belongings.Add(
                    new Topic
                    {
                        Id = Guid.CreateVersion7().ToString(),
                        TranscriptId = transcript.Id,
                        Position = position,
                        Title = title!,
                        Summary = title!,
                        Timestamp = half[0].Start,
                        Duration = half[^1].End - half[0].Start,
                        Words = half,
                    }
                );
            return Add(transcript);
        }
        string InStage(TranscriptStatus status, string stage, PipelineStage at)
        {
            var transcript = New("Interview with the architects of the new office.m4a", status);
            // A run that is over is left alone by the server's own watch.
            var run = new PipelineRun
            {
                Id = at.RunId,
                TranscriptId = transcript.Id,
                Shape = PipelineShapes.File,
                State = status is TranscriptStatus.Error ? RunState.Failed : RunState.Done,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            belongings.Add(run);
            var position = 0;
            foreach (var name in PipelineShapes.Stages(PipelineShapes.File))
            {
                var isAt = name == stage;
                belongings.Add(
                    isAt
                        ? at
                        : new PipelineStage
                        {
                            RunId = run.Id,
                            Position = position,
                            Name = name,
                            Attempts = position < at.Position ? 1 : 0,
                            State = position < at.Position ? StageState.Done : StageState.Waiting,
                            StartedAt = position < at.Position ? run.CreatedAt.AddSeconds(-70) : null,
                            FinishedAt = position < at.Position ? run.CreatedAt.AddSeconds(-62) : null,
                        }
                );
                position++;
            }
            return Add(transcript);
        }

        var now = TimeProvider.System.GetUtcNow();
        var shelf = new Shelf(fixture, meeting)
        {
            LongTitled = Ended(LongTitle),
            Hostile = Ended(HostileTitle),
            Silent = Ended(null, spoken: false),
            AudioDeleted = Ended("Talk with the doctor", audioDeleted: true),
            Idle = Add(New("Broken off upload", TranscriptStatus.Idle)),
            Processing = InStage(
                TranscriptStatus.Processing,
                "transcribe",
                new()
                {
                    RunId = Guid.CreateVersion7().ToString(),
                    Position = 4,
                    Name = "transcribe",
                    Attempts = 1,
                    State = StageState.Running,
                    Progress = 42,
                    StartedAt = now.AddSeconds(-34),
                }
            ),
            Failed = InStage(
                TranscriptStatus.Error,
                "probe",
                new()
                {
                    RunId = Guid.CreateVersion7().ToString(),
                    Position = 1,
                    Name = "probe",
                    Attempts = 1,
                    State = StageState.Failed,
                    Error = "This file is not an audio or video recording.",
                    StartedAt = now.AddSeconds(-2),
                    FinishedAt = now,
                }
            ),
        };
        await db.SaveChangesAsync();
        db.AddRange(belongings.OfType<PipelineRun>());
        await db.SaveChangesAsync();
        db.AddRange(belongings.Where(row => row is not PipelineRun));
        await db.SaveChangesAsync();
        foreach (var (number, line) in meeting.Words.Chunk(16).Index())
            await shelf.RecogniseAsync(string.Join(' ', line.Select(word => word.Text)), number * 8);
        return shelf;
    }

    public static Transcript New(string name, TranscriptStatus status) =>
        new()
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = Caller.Local.UserId,
            Name = name,
            Status = status,
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.File,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };

    /// <summary>Says that a sentence of the processing transcript was recognised.</summary>
    public async Task RecogniseAsync(string text, double start)
    {
        await using var db = await _fixture.OpenDatabaseAsync();
        await _fixture
            .Services.GetRequiredService<EventLog>()
            .AppendAsync(
                db,
                EventLog.TranscriptStream(Processing),
                TranscriptEvents.Transcript,
                new TranscriptText(text, Start: start, End: start + 5),
                TestContext.Current.CancellationToken
            );
    }
}
