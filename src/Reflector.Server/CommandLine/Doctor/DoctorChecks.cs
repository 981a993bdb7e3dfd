using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Database.Embedded;
using Reflector.Server.Hosting;
using Reflector.Server.Http;
using Reflector.Server.Recognition;
using Reflector.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Server.CommandLine.Doctor;

/// <summary>The checks of <c>reflector doctor</c>, each with what to do when it fails.</summary>
internal sealed class DoctorChecks(ReflectorSettings settings, TimeProvider clock)
{
    private const long ScarceBytes = 5L << 30;
    private const long TooFewBytes = 512L << 20;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<(string Name, Func<CancellationToken, Task<Finding>> Run)> All =>
        [
            ("data folder", DataFolderAsync),
            ("disk", DiskAsync),
            ("database", DatabaseAsync),
            ("ffmpeg", FfmpegAsync),
            ("speech recognition", SpeechAsync),
            ("summaries", SummariesAsync),
            ("storage", new StorageCheck(settings, clock).RunAsync),
            ("web page", WebPageAsync),
        ];

    private async Task<Finding> DataFolderAsync(CancellationToken cancellationToken)
    {
        var probe = Path.Combine(settings.DataPath, $".doctor-{Guid.CreateVersion7():N}");
        try
        {
            Directory.CreateDirectory(settings.DataPath);
            await File.WriteAllTextAsync(probe, "", cancellationToken);
            File.Delete(probe);
            return Finding.Good(settings.DataPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Bad(
                $"{settings.DataPath} cannot be written to: {exception.Message}",
                "Give this user the folder, or choose another one with DATA_DIR."
            );
        }
    }

    private Task<Finding> DiskAsync(CancellationToken cancellationToken)
    {
        var free = new DriveInfo(settings.DataPath).AvailableFreeSpace;
        var text = $"{free / 1e9:0.0} GB free";
        return Task.FromResult(
            free < TooFewBytes ? Finding.Bad(text, "Free some space or move DATA_DIR: recordings cannot be stored.")
            : free < ScarceBytes
                ? Finding.Warning(text, "An hour of video takes about 1 GB: free some space or move DATA_DIR soon.")
            : Finding.Good(text)
        );
    }

    private async Task<Finding> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var server = await DatabaseServer.StartAsync(settings, NullLogger.Instance, cancellationToken);
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT now()", connection);
            var now = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
            var where = server.IsEmbedded ? "embedded" : "from DATABASE_URL";
            return Clock(now) ?? Finding.Good($"PostgreSQL {connection.PostgreSqlVersion}, {where}; the clocks agree");
        }
        catch (EmbeddedPostgresException exception)
        {
            return exception.IsInUse
                ? Finding.Good("embedded, in use by a running server")
                : Finding.Bad(exception.Message, "If that does not help, look into postgres.log in DATA_DIR.");
        }
        catch (NpgsqlException exception)
        {
            return Finding.Bad(
                $"The database does not answer: {exception.Message}",
                "Check DATABASE_URL and that its server runs, or leave it unset for the embedded one."
            );
        }
    }

    private Finding? Clock(DateTime database)
    {
        var here = clock.GetUtcNow();
        if (here < Earliest)
            return Finding.Bad($"This machine's clock says {here:u}", "Set the clock, best by NTP.");
        return (here.UtcDateTime - database.ToUniversalTime()).Duration() > ClockTolerance
            ? Finding.Warning(
                $"The clocks of this machine and the database are {(here.UtcDateTime - database.ToUniversalTime()).TotalSeconds:0} s apart",
                "Set both clocks by NTP."
            )
            : null;
    }

    private async Task<Finding> FfmpegAsync(CancellationToken cancellationToken)
    {
        try
        {
            var location = FfmpegLocation.Find(null, settings.Pieces.Ffmpeg);
            using var process = Process.Start(
                new ProcessStartInfo(location.Ffmpeg, ["-hide_banner", "-encoders"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            _ = process.StandardError.ReadToEndAsync(cancellationToken);
            var encoders = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            return encoders.Contains("libmp3lame", StringComparison.Ordinal)
                ? Finding.Good(location.Ffmpeg)
                : Finding.Bad(
                    $"{location.Ffmpeg} cannot write MP3",
                    "Install your distribution's full ffmpeg package."
                );
        }
        catch (MediaException exception)
        {
            return Finding.Bad(exception.Message, "Run eng/setup, or install ffmpeg.");
        }
    }

    private async Task<Finding> SpeechAsync(CancellationToken cancellationToken)
    {
        if (settings.TranscriptBackend == "openai")
            return await ServerAsync(
                settings.TranscriptUrl!,
                settings.TranscriptApiKey,
                "TRANSCRIPT_URL",
                cancellationToken
            );
        try
        {
            using var recognizer = new EmbeddedSpeechRecognizer(RecognitionServices.EmbeddedOptions(settings));
            recognizer.Check();
            return Finding.Good($"{recognizer.Model}, in this machine");
        }
        catch (SpeechException exception)
        {
            return Finding.Bad(exception.Message, "Run eng/setup to fetch engine and model again.");
        }
    }

    private async Task<Finding> SummariesAsync(CancellationToken cancellationToken) =>
        settings.LlmUrl is null
            ? Finding.Good("extracted from the text itself (LLM_URL is not set)")
            : await ServerAsync(settings.LlmUrl, settings.LlmApiKey, "LLM_URL", cancellationToken);

    /// <summary>Every OpenAI-compatible server lists its models.</summary>
    private static async Task<Finding> ServerAsync(
        string url,
        string? key,
        string setting,
        CancellationToken cancellationToken
    )
    {
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = TimeSpan.FromSeconds(10);
        using var request = new HttpRequestMessage(HttpMethod.Get, url.TrimEnd('/') + "/models");
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        try
        {
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return answer.IsSuccessStatusCode
                ? Finding.Good(url)
                : Finding.Warning(
                    $"{url} answers {(int)answer.StatusCode} when asked for its models",
                    $"Check {setting} and its key."
                );
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            return Finding.Bad(
                $"{url} does not answer: {exception.Message}",
                $"Start that server, or correct {setting}."
            );
        }
    }

    private static Task<Finding> WebPageAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            WebPage.Folder() is { } folder
                ? Finding.Good(folder)
                : Finding.Warning("not built", "Run eng/setup; the API works without it.")
        );
}
