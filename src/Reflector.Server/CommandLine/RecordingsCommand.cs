using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Recordings.Download;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector recordings fetch</c>: a recording by its address.</summary>
internal static class RecordingsCommand
{
    private const int Attempts = 5;

    public static Command Create(SettingOptions settings)
    {
        var command = new Command("recordings", "Bring in recordings, whether the server runs or not.");
        var address = new Argument<string>("URL") { Description = "Where the recording can be fetched." };
        var room = new Option<string>("--room")
        {
            Description = "Name of the room; its owner will own the transcript.",
            Required = true,
        };
        var time = new Option<DateTimeOffset?>("--recorded-at")
        {
            Description = "When the recording began, such as 2026-11-20T14:00:00Z; otherwise now.",
        };
        var fetch = DatabaseVerb.Create(
            "fetch",
            "Fetch a recording and have it transcribed by the server; prints the transcript's id.",
            settings,
            (services, arguments, cancellationToken) =>
                FetchAsync(
                    services,
                    arguments.GetValue(address)!,
                    arguments.GetValue(room)!,
                    arguments.GetValue(time),
                    cancellationToken
                )
        );
        fetch.Arguments.Add(address);
        fetch.Options.Add(room);
        fetch.Options.Add(time);
        command.Subcommands.Add(fetch);
        return command;
    }

    private static async Task<int> FetchAsync(
        IServiceProvider services,
        string address,
        string roomName,
        DateTimeOffset? recordedAt,
        CancellationToken cancellationToken
    )
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw ApiException.BadRequest("URL is no address");
        var db = services.GetRequiredService<ReflectorDb>();
        var room =
            await db.Rooms.AsNoTracking().FirstOrDefaultAsync(room => room.Name == roomName, cancellationToken)
            ?? throw ApiException.NotFound($"There is no room {roomName}");
        var clock = services.GetRequiredService<TimeProvider>();
        var request = new DownloadRequest(
            Guid.CreateVersion7().ToString(),
            uri,
            room.Id,
            recordedAt ?? clock.GetUtcNow()
        );
        var downloads = services.GetRequiredService<RecordingDownloads>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await downloads.FetchAsync(request, cancellationToken);
                await Console.Out.WriteLineAsync(request.Id);
                return ExitCodes.Success;
            }
            catch (DownloadException exception) when (exception.IsTemporary && attempt < Attempts)
            {
                await Console.Error.WriteLineAsync($"{exception.Message} Going on in a moment.");
                await Task.Delay(TimeSpan.FromSeconds(attempt * 3), clock, cancellationToken);
            }
        }
    }
}
