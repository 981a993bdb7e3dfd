using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Storage;
using Reflector.Server.Deletions;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>
/// Answers, arrivals, ends and failures of processing, crashes and a storage that refuses, in any order: after a refusal
/// nothing that can be heard is left in any store, and without one nothing is deleted.
/// </summary>
public sealed class ConsentPropertyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Orders = 40;
    private const int Steps = 25;

    private S3Server _s3 = null!;
    private DeletionServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _s3 = await S3Server.StartAsync("fauxqs");
        _server = await DeletionServer.StartAsync(
            postgres,
            settings: new(StringComparer.Ordinal)
            {
                ["DAILYCO_STORAGE_AWS_BUCKET_NAME"] = "reflector/daily",
                ["DAILYCO_STORAGE_AWS_ROLE_ARN"] = "arn:aws:iam::1:role/recordings",
                ["DAILYCO_STORAGE_AWS_ENDPOINT_URL"] = _s3.Address.ToString(),
                ["DAILYCO_STORAGE_AWS_ACCESS_KEY_ID"] = S3Server.AccessKeyId,
                ["DAILYCO_STORAGE_AWS_SECRET_ACCESS_KEY"] = S3Server.SecretAccessKey,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _s3.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_the_order_a_refusal_leaves_nothing_to_be_heard_and_its_absence_leaves_everything()
    {
        var outcomes = new List<bool>();
        for (var seed = 1; seed <= Orders; seed++)
        {
            var story = new StringBuilder($"seed {seed}:");
            var course = new Course(_server, new Random(seed), story);
            await course.BeginAsync();
            for (var step = 0; step < Steps; step++)
                await course.StepAsync();
            await course.EndAsync();
            outcomes.Add(await course.CheckAsync());
        }
        outcomes.Count(refused => refused).ShouldBeInRange(5, Orders - 5, "both are seen");
    }

    private sealed class Course(DeletionServer server, Random random, StringBuilder story)
    {
        private static readonly string[] People = ["ada", "grace", "edsger"];

        private readonly List<string> _transcripts = [];
        private readonly List<(RecordingStore Store, string Key)> _objects = [];
        private string _meeting = "";
        private int _recordings;

        private RecordingStores Stores => server.Server.Services.GetRequiredService<RecordingStores>();

        public async Task BeginAsync() => _meeting = await server.MeetingAsync(isOver: random.Next(2) == 0);

        public Task StepAsync() =>
            random.Next(13) switch
            {
                0 => ArriveAsync(RecordingKind.File),
                1 => ArriveAsync(RecordingKind.Tracks),
                2 => ArriveAsync(RecordingKind.Video),
                3 or 4 => AnswerAsync(),
                5 or 6 => FinishAsync(),
                7 => FailAsync(),
                8 => CrashAsync(),
                9 => Tell("toggle", () => server.Store.RefusesDeletion = !server.Store.RefusesDeletion),
                10 => WaitAsync(),
                11 => RetryAsync(),
                _ => SweepAsync(),
            };

        /// <summary>Everything comes to its end.</summary>
        public async Task EndAsync()
        {
            server.Store.RefusesDeletion = false;
            foreach (var id in await OfStatusAsync(TranscriptStatus.Processing))
                await FinishAsync(id);
            server.Clock.Advance(TimeSpan.FromDays(8));
            await server.SweepAsync();
            for (var round = 0; round < 3; round++)
            {
                await server.DeleteAsync();
                server.Clock.Advance(TimeSpan.FromHours(3));
            }
        }

        /// <returns>Whether somebody refused.</returns>
        public async Task<bool> CheckAsync()
        {
            (await server.LedgerAsync()).ShouldAllBe(row => row.ProvenGoneAt != null, story.ToString());
            var left = new List<string>();
            foreach (var (store, key) in _objects)
            {
                if (await Stores.Of(store).HeadAsync(key) is not null)
                    left.Add(key);
            }
            var refused = await server.Server.QueryAsync(db =>
                db.MeetingConsents.AnyAsync(row => row.MeetingId == _meeting && !row.ConsentGiven)
            );
            if (!refused)
            {
                left.Count.ShouldBe(_objects.Count, story.ToString());
                return false;
            }
            left.ShouldBeEmpty(story.ToString());
            (await Stores.Of(RecordingStore.Daily).ListAsync($"acme/{_meeting}/").AnyAsync()).ShouldBeFalse(
                story.ToString()
            );
            foreach (var id in _transcripts)
            {
                (await server.StoredAsync(id)).AudioDeleted.ShouldBe(true, story.ToString());
                (await server.KeysAsync($"transcripts/{id}/")).ShouldBeEmpty(story.ToString());
                (await server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404, story.ToString());
            }
            return true;
        }

        private async Task ArriveAsync(RecordingKind kind)
        {
            story.Append($" {kind}");
            var now = server.Clock.GetUtcNow();
            var number = 1_700_000_000_000 + ++_recordings;
            var folder = $"acme/{_meeting}/";
            var recording = new Recording
            {
                Id = Guid.CreateVersion7().ToString(),
                Store = RecordingStore.Daily,
                Kind = kind,
                ObjectKey = kind is RecordingKind.Tracks ? $"{folder}{number}/" : $"{folder}{number}.mp4",
                FileName = "recording",
                SizeBytes = 3,
                MeetingId = _meeting,
                RecordedAt = now,
                CreatedAt = now,
            };
            await server.AddAsync(recording);
            if (kind is not RecordingKind.Tracks)
                await PutAsync(RecordingStore.Daily, recording.ObjectKey);
            else
                foreach (var position in Enumerable.Range(0, 2))
                {
                    var key = $"{folder}{number}-person-cam-audio-{position}";
                    await PutAsync(RecordingStore.Daily, key);
                    await server.AddAsync(
                        new RecordingTrack
                        {
                            RecordingId = recording.Id,
                            Position = position,
                            ObjectKey = key,
                            Kind = TrackKind.CamAudio,
                            OffsetSeconds = 0,
                            SizeBytes = 3,
                        }
                    );
                }
            if (kind is RecordingKind.Video)
                return;
            var id = Guid.CreateVersion7().ToString();
            await server.AddAsync(
                new Transcript
                {
                    Id = id,
                    UserId = "owner",
                    Name = "",
                    Status = TranscriptStatus.Processing,
                    SourceKind = SourceKind.Room,
                    SourceLanguage = "en",
                    TargetLanguage = "en",
                    MeetingId = _meeting,
                    RecordingId = recording.Id,
                    AudioKey = ObjectKeys.Audio(id),
                    CreatedAt = now,
                }
            );
            await server.AddAsync(
                new PipelineRun
                {
                    Id = Guid.CreateVersion7().ToString(),
                    TranscriptId = id,
                    Shape = "file",
                    State = RunState.Running,
                    CreatedAt = now,
                }
            );
            await PutAsync(RecordingStore.Own, ObjectKeys.Audio(id));
            _transcripts.Add(id);
        }

        private async Task AnswerAsync()
        {
            var (who, consent) = (People[random.Next(People.Length)], random.Next(3) > 0);
            using var answer = await server.TryAnswerAsync(_meeting, consent, who);
            story.Append($" {who}:{consent}:{(int)answer.StatusCode}");
            ((int)answer.StatusCode).ShouldBeOneOf(200, 409);
        }

        private async Task FinishAsync()
        {
            if (await OfStatusAsync(TranscriptStatus.Processing) is [var id, ..])
                await FinishAsync(id);
        }

        /// <summary>As the last stages do.</summary>
        private async Task FinishAsync(string id)
        {
            story.Append(" finish");
            await SetAsync(id, TranscriptStatus.Ended, RunState.Done);
            if (random.Next(4) == 0)
                return;
            await server.TransactAsync(db =>
                server.Job<ConsentEnforcement>().EnforceAsync(db, _meeting, CancellationToken.None)
            );
        }

        private async Task FailAsync()
        {
            if (await OfStatusAsync(TranscriptStatus.Processing) is not [var id, ..])
                return;
            story.Append(" fail");
            await SetAsync(id, TranscriptStatus.Error, RunState.Failed);
        }

        /// <summary>As somebody asks for who finds it failed.</summary>
        private async Task RetryAsync()
        {
            var failed = await OfStatusAsync(TranscriptStatus.Error);
            if (failed is not [var id, ..] || (await server.StoredAsync(id)).AudioDeletionRequestedAt is not null)
                return;
            story.Append(" retry");
            await SetAsync(id, TranscriptStatus.Processing, RunState.Running);
        }

        /// <summary>The worker dies after its first deletion.</summary>
        private async Task CrashAsync()
        {
            story.Append(" crash");
            using var killed = new CancellationTokenSource();
            server.Store.Deleted = killed.Cancel;
            try
            {
                await server.Job<DeletionRunner>().RunDueAsync(killed.Token);
            }
            catch (OperationCanceledException) { }
            server.Store.Deleted = null;
        }

        private Task WaitAsync()
        {
            var time = TimeSpan.FromHours(random.Next(1, 60));
            return Tell($"wait {time.TotalHours}", () => server.Clock.Advance(time));
        }

        private async Task SweepAsync()
        {
            story.Append(" sweep");
            await server.SweepAsync();
            await server.DeleteAsync();
        }

        private Task Tell(string what, Action act)
        {
            story.Append(' ').Append(what);
            act();
            return Task.CompletedTask;
        }

        private async Task PutAsync(RecordingStore store, string key)
        {
            using var content = new MemoryStream([1, 2, 3]);
            await Stores.Of(store).PutAsync(key, content);
            _objects.Add((store, key));
        }

        private async Task<List<string>> OfStatusAsync(TranscriptStatus status) =>
            await server.Server.QueryAsync(db =>
                db.Transcripts.Where(row => row.MeetingId == _meeting && row.Status == status)
                    .OrderBy(row => row.Id)
                    .Select(row => row.Id)
                    .ToListAsync()
            );

        private async Task SetAsync(string id, TranscriptStatus status, RunState run)
        {
            var now = server.Clock.GetUtcNow();
            await server.Server.QueryAsync(db =>
                db.PipelineRuns.Where(row => row.TranscriptId == id)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(row => row.State, run).SetProperty(row => row.FinishedAt, now)
                    )
            );
            await server.Server.QueryAsync(db =>
                db.Transcripts.Where(row => row.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status))
            );
        }
    }
}
