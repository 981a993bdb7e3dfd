using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Storage;
using Reflector.Server.Hosting;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Daily;
using Reflector.Storage.S3;

namespace Reflector.Server.Tests.Recordings.Intake;

/// <summary>A server, a Daily that tells it everything, and the bucket that both reach.</summary>
public sealed class IntakeFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private OpenAiTranscriptionServer _transcription = null!;

    internal DailyServer Daily { get; private set; } = null!;

    internal S3Server S3 { get; private set; } = null!;

    /// <summary>The bucket as the platforms see it.</summary>
    internal S3ObjectStore Bucket { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Daily = await DailyServer.StartAsync();
        Daily.HasCameras = true;
        S3 = await S3Server.StartAsync("fauxqs");
        _transcription = await OpenAiTranscriptionServer.StartAsync();
        Bucket = new(
            new S3Options
            {
                Bucket = "reflector",
                Endpoint = S3.Address,
                AccessKeyId = S3Server.AccessKeyId,
                SecretAccessKey = S3Server.SecretAccessKey,
                HasForeignKeys = true,
                SpoolFolder = Path.Combine(S3.Folder, "spool"),
            }
        );
        Server = await StartServerAsync();
        Daily.Webhooks.Target = new Uri(Server.Address, "/v1/daily/webhook");
    }

    /// <summary>Another one like it, on the same platforms.</summary>
    internal Task<TestServer> StartServerAsync(
        Dictionary<string, string?>? settings = null,
        string? connectionString = null,
        string? dataFolder = null,
        Action<WebApplicationBuilder>? configure = null,
        ServerRoles roles = ServerRoles.All
    )
    {
        var all = ServerFixture.Recognising(_transcription);
        foreach (var (name, value) in Settings)
            all[name] = value;
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        return TestServer.StartAsync(postgres, all, connectionString, dataFolder, configure, roles);
    }

    private Dictionary<string, string?> Settings =>
        new(StringComparer.Ordinal)
        {
            ["DAILY_API_URL"] = Daily.ApiUrl.ToString(),
            ["DAILY_API_KEY"] = DailyServer.DefaultKey,
            ["DAILY_WEBHOOK_SECRET"] = DailyServer.DefaultSecret,
            ["DAILYCO_STORAGE_AWS_BUCKET_NAME"] = "reflector",
            ["DAILYCO_STORAGE_AWS_REGION"] = "us-east-1",
            ["DAILYCO_STORAGE_AWS_ROLE_ARN"] = "arn:aws:iam::1:role/recordings",
            ["DAILYCO_STORAGE_AWS_ENDPOINT_URL"] = S3.Address.ToString(),
            ["DAILYCO_STORAGE_AWS_ACCESS_KEY_ID"] = S3Server.AccessKeyId,
            ["DAILYCO_STORAGE_AWS_SECRET_ACCESS_KEY"] = S3Server.SecretAccessKey,
            ["WHEREBY_STORAGE_AWS_BUCKET_NAME"] = "reflector/whereby",
            ["WHEREBY_STORAGE_AWS_REGION"] = "us-east-1",
            ["WHEREBY_STORAGE_AWS_ENDPOINT_URL"] = S3.Address.ToString(),
            ["WHEREBY_STORAGE_AWS_ACCESS_KEY_ID"] = S3Server.AccessKeyId,
            ["WHEREBY_STORAGE_AWS_SECRET_ACCESS_KEY"] = S3Server.SecretAccessKey,
        };

    internal Task<OpenedMeeting> OpenAsync(object? room = null) =>
        OpenedMeeting.OpenAsync(Server, "daily", room ?? new { recording_type = "cloud" });

    /// <summary>Puts what a recording at Daily consists of into the bucket.</summary>
    internal async Task UploadAsync(RecordingAtDaily recording, byte[]? content = null)
    {
        foreach (var key in recording.Keys)
            await Bucket.PutAsync(key, new MemoryStream(content ?? [1, 2, 3]));
    }

    internal Task PollAsync(TestServer? server = null) =>
        (server ?? Server).Services.GetRequiredService<RecordingsAtDaily>().LookAsync(true, CancellationToken.None);

    /// <summary>Applies every webhook, and takes in what is due.</summary>
    internal static async Task TakeInAsync(OpenedMeeting meeting)
    {
        await meeting.NowAsync();
        await meeting.Server.Services.GetRequiredService<RecordingArrivals>().TakeInDueAsync(CancellationToken.None);
    }

    internal static Task<List<Recording>> RecordingsAsync(OpenedMeeting meeting) =>
        meeting.Server.QueryAsync(db =>
            db.Recordings.AsNoTracking()
                .Where(recording => recording.MeetingId == meeting.Id)
                .OrderBy(recording => recording.RecordedAt)
                .ToListAsync()
        );

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Daily.DisposeAsync();
        Bucket.Dispose();
        await S3.DisposeAsync();
        await _transcription.DisposeAsync();
    }
}
