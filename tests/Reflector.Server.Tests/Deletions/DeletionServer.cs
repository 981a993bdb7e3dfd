using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Reflector.Fakes;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Hosting;
using Reflector.Server.Jobs;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>
/// A server with a store that can fail and a clock that can be set forward. Without workers nothing happens but what the
/// test does.
/// </summary>
internal sealed class DeletionServer : IAsyncDisposable
{
    private readonly OpenAiTranscriptionServer _transcription;
    private readonly bool _hasWorkers;

    private DeletionServer(
        OpenAiTranscriptionServer transcription,
        TestServer server,
        TestedStore store,
        AdjustableClock clock,
        bool hasWorkers
    ) => (_transcription, Server, Store, Clock, _hasWorkers) = (transcription, server, store, clock, hasWorkers);

    public TestServer Server { get; }
    public TestedStore Store { get; }
    public AdjustableClock Clock { get; }

    public static async Task<DeletionServer> StartAsync(
        PostgresFixture postgres,
        ServerRoles roles = ServerRoles.Web,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var transcription = await OpenAiTranscriptionServer.StartAsync();
        var all = ServerFixture.Recognising(transcription);
        all["DEFAULT_VIDEO_PLATFORM"] = "mock";
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        var clock = new AdjustableClock();
        TestedStore? store = null;
        var server = await TestServer.StartAsync(
            postgres,
            all,
            configure: builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                builder.Services.Replace(
                    ServiceDescriptor.Singleton<Storage.IObjectStore>(provider =>
                        store = new(
                            ObjectStores.Open(
                                provider.GetRequiredService<ReflectorSettings>(),
                                clock,
                                NullLoggerFactory.Instance
                            )
                        )
                    )
                );
                configure?.Invoke(builder);
            },
            roles: roles
        );
        return new(transcription, server, store!, clock, roles.HasFlag(ServerRoles.Worker));
    }

    /// <summary>Everything that is due is attempted once, by us or by a worker that was faster.</summary>
    public async Task DeleteAsync()
    {
        await Server.Services.GetRequiredService<DeletionRunner>().RunDueAsync(CancellationToken.None);
        if (_hasWorkers)
            await Eventually.TrueAsync(
                () =>
                    Server.QueryAsync(db =>
                        db.Deletions.AllAsync(row => row.ProvenGoneAt != null || row.LastError != null)
                    ),
                TimeSpan.FromSeconds(60),
                "what a worker has begun is done"
            );
    }

    /// <summary>The recurring look at refusals.</summary>
    public Task SweepAsync() => Job<ConsentSweep>().RunAsync(CancellationToken.None);

    public T Job<T>()
        where T : class => ActivatorUtilities.CreateInstance<T>(Server.Services);

    public async Task<Room> RoomAsync(Action<Room>? change = null)
    {
        var room = new Room
        {
            Id = Guid.CreateVersion7().ToString(),
            Name = $"room-{Guid.CreateVersion7()}",
            UserId = "owner",
            IcsFetchInterval = 300,
            CreatedAt = Clock.GetUtcNow(),
        };
        change?.Invoke(room);
        await AddAsync(room);
        return room;
    }

    public async Task<string> MeetingAsync(
        ConsentPolicy policy = ConsentPolicy.DeleteAudio,
        Room? room = null,
        bool isOver = true
    )
    {
        room ??= await RoomAsync();
        var now = Clock.GetUtcNow();
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7().ToString(),
            RoomName = room.Name,
            RoomUrl = "https://mock.example/room",
            HostRoomUrl = "https://mock.example/room",
            StartDate = now.AddHours(-1),
            EndDate = now.AddHours(1),
            RoomId = room.Id,
            IsLocked = false,
            RoomMode = RoomMode.Normal,
            RecordingType = RecordingType.Cloud,
            RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
            SkipConsent = false,
            ConsentPolicy = policy,
            Platform = "mock",
            IsActive = !isOver,
        };
        await AddAsync(meeting);
        return meeting.Id;
    }

    /// <summary>A finished transcript of a meeting, with its source and its MP3.</summary>
    public async Task<string> TranscriptAsync(
        string? meeting,
        TranscriptStatus status = TranscriptStatus.Ended,
        string? owner = "owner",
        string? room = null,
        TimeSpan age = default
    )
    {
        var id = Guid.CreateVersion7().ToString();
        var at = Clock.GetUtcNow() - age;
        await PutAsync($"transcripts/{id}/source.wav");
        await PutAsync($"transcripts/{id}/audio.mp3");
        await PutAsync($"uploads/{id}/000000");
        var recording = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            ObjectKey = $"transcripts/{id}/source.wav",
            FileName = "meeting.wav",
            SizeBytes = 3,
            MeetingId = meeting,
            RecordedAt = at,
            CreatedAt = at,
        };
        await AddAsync(recording);
        await AddAsync(
            new Transcript
            {
                Id = id,
                UserId = owner,
                Name = "Recorded",
                Status = status,
                SourceKind = SourceKind.Room,
                SourceLanguage = "en",
                TargetLanguage = "en",
                MeetingId = meeting,
                RecordingId = recording.Id,
                RoomId = room,
                AudioKey = $"transcripts/{id}/audio.mp3",
                Waveform = [0.5],
                CreatedAt = at,
            }
        );
        return id;
    }

    /// <summary>A composed video of a meeting.</summary>
    public async Task<Recording> VideoAsync(string meeting)
    {
        var id = Guid.CreateVersion7().ToString();
        var video = new Recording
        {
            Id = id,
            Kind = RecordingKind.Video,
            ObjectKey = $"videos/{id}.mp4",
            FileName = "video.mp4",
            SizeBytes = 3,
            Platform = "whereby",
            PlatformRecordingId = id,
            MeetingId = meeting,
            RecordedAt = Clock.GetUtcNow(),
            CreatedAt = Clock.GetUtcNow(),
        };
        await PutAsync(video.ObjectKey);
        await AddAsync(video);
        return video;
    }

    public async Task AnswerAsync(
        string meeting,
        bool consent,
        string user = "guest",
        string? participant = null,
        string? name = null
    )
    {
        using var answer = await TryAnswerAsync(meeting, consent, user, participant, name);
        await answer.OkAsync();
    }

    public async Task<HttpResponseMessage> TryAnswerAsync(
        string meeting,
        bool consent,
        string user = "guest",
        string? participant = null,
        string? name = null
    )
    {
        using var client = Server.ClientOf(user);
        return await client.PostAsJsonAsync(
            $"/v1/meetings/{meeting}/consent",
            new
            {
                consent_given = consent,
                participant_id = participant,
                participant_name = name,
            }
        );
    }

    public async Task<JsonNode> ReadAsync(string path, string user = "owner")
    {
        using var client = Server.ClientOf(user);
        return await Server.GetAsync(path, client);
    }

    public async Task<int> StatusAsync(string path, string user = "owner")
    {
        using var client = Server.ClientOf(user);
        using var answer = await client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    public async Task PutAsync(string key)
    {
        using var content = new MemoryStream([1, 2, 3]);
        await Store.PutAsync(key, content);
    }

    public async Task<IReadOnlyList<string>> KeysAsync(string prefix = "") =>
        await Store.ListAsync(prefix).Select(item => item.Key).ToListAsync();

    public Task<List<Reflector.Server.Deletions.Deletion>> LedgerAsync() =>
        Server.QueryAsync(db => db.Deletions.AsNoTracking().OrderBy(row => row.RequestedAt).ToListAsync());

    public Task<Transcript> StoredAsync(string transcript) =>
        Server.QueryAsync(db => db.Transcripts.AsNoTracking().FirstAsync(row => row.Id == transcript));

    /// <summary>Its processing is done.</summary>
    public Task EndAsync(string transcript) =>
        Server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == transcript)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, TranscriptStatus.Ended))
        );

    /// <summary>Gives the transcript another recording, in place of its own.</summary>
    public Task UseRecordingAsync(string transcript, string recording) =>
        Server.QueryAsync(async db =>
        {
            var before = await db
                .Transcripts.Where(row => row.Id == transcript)
                .Select(row => row.RecordingId)
                .FirstAsync();
            await db
                .Transcripts.Where(row => row.Id == transcript)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RecordingId, recording));
            return await db.Recordings.Where(row => row.Id == before).ExecuteDeleteAsync();
        });

    public Task AddAsync(object row) =>
        Server.QueryAsync(async db =>
        {
            db.Add(row);
            return await db.SaveChangesAsync();
        });

    /// <summary>In one transaction with the jobs that it schedules.</summary>
    public async Task TransactAsync(Func<ReflectorDb, Task> act) =>
        await Server.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            using var jobs = Server.Services.GetRequiredService<IScheduler>().Enlist(transaction);
            await act(db);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _transcription.DisposeAsync();
    }
}
