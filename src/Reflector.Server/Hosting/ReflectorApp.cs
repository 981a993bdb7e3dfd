using Reflector.Server.Accounts;
using Reflector.Server.ApiDescription;
using Reflector.Server.Asking;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Diarization;
using Reflector.Server.Events;
using Reflector.Server.Exports;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Library;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Recognition;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Rooms;
using Reflector.Server.Search;
using Reflector.Server.Statistics;
using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;
using Reflector.Server.Uploads;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Webhooks;
using Reflector.Server.VideoPlatforms.Whereby.Queue;
using Reflector.Server.Zulip;

namespace Reflector.Server.Hosting;

/// <param name="ConnectionString">Of PostgreSQL, embedded or not.</param>
/// <param name="Urls">Addresses to listen on; null for <c>localhost</c> and the set port.</param>
/// <param name="IsAlone">No other process can be at work on this database.</param>
internal sealed record ReflectorAppOptions(
    ReflectorSettings Settings,
    string ConnectionString,
    ServerRoles Roles = ServerRoles.All,
    string? Urls = null,
    bool IsAlone = false
);

/// <summary>Puts the server together.</summary>
internal static class ReflectorApp
{
    public static WebApplication Build(ReflectorAppOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var settings = options.Settings;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "reflector", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseUrls(options.Urls ?? LocalUrl(settings.Port));
        builder.Logging.AddReflectorLogging(settings.LogLevel);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDatabase(options.ConnectionString);
        builder.Services.AddHttp(settings);
        builder.Services.AddApiDescription();
        builder.Services.AddAccounts(settings);
        builder.Services.AddEvents();
        builder.Services.AddJobs(settings, options.Roles.HasFlag(ServerRoles.Worker), options.IsAlone);
        builder.Services.AddRecordings(settings);
        builder.Services.AddRecognition(settings);
        builder.Services.AddDiarization(settings);
        builder.Services.AddSingleton(settings.Summarizer);
        builder.Services.AddSummaries();
        builder.Services.AddAsking();
        builder.Services.AddTranscripts();
        builder.Services.AddSearch();
        builder.Services.AddLibrary();
        builder.Services.AddScoped<StatisticsReader>();
        builder.Services.AddExports();
        builder.Services.AddUploads();
        builder.Services.AddPipelines();
        builder.Services.AddVideoPlatforms(settings);
        builder.Services.AddWebhooks(options.Roles);
        if (options.Roles.HasFlag(ServerRoles.Worker) && settings.RecordingQueueUrl is not null)
            builder.Services.AddHostedService<RecordingQueueWorker>();
        builder.Services.AddRooms(settings);
        builder.Services.AddMeetings();
        builder.Services.AddZulip(settings);
        builder.Services.AddDeletions(options.Roles);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseHttp();
        app.UseAccounts();
        app.MapHealth();
        if (options.Roles.HasFlag(ServerRoles.Web))
        {
            app.MapAccounts();
            app.MapTranscripts();
            app.MapSearch();
            app.MapExports();
            app.MapTranscriptEvents();
            app.MapLibrary();
            app.MapSummaries();
            app.MapStatistics();
            app.MapAsking();
            app.MapUploads();
            app.MapRecordings();
            app.MapPipelines();
            app.MapVideoPlatforms();
            app.MapRooms();
            app.MapMeetings();
            app.MapZulip();
            app.MapRecordingIntake();
            app.MapDeletions();
            app.MapApiDescription();
        }
        app.UseEndpoints(_ => { });
        if (options.Roles.HasFlag(ServerRoles.Web))
        {
            app.UseLinkPreviews();
            app.UseWebPage();
        }
        return app;
    }

    // Port 0 asks the system for a free one; it cannot give the same one for both of localhost's addresses.
    private static string LocalUrl(int port) => port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}";
}
