using System.Diagnostics;
using System.Text.Json;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Whereby;

namespace Reflector.Demo;

internal static class StandIns
{
    /// <summary>Prints one line of JSON with the settings that point a server to the two services, then waits for the end.</summary>
    /// <param name="server">Can also be told later: <c>PUT /control/webhook</c> at each service.</param>
    /// <param name="wherebyPort">0 for a free one.</param>
    /// <param name="dailyPort">0 for a free one.</param>
    /// <param name="parent">Id of a process; null to run until this one is ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        Uri? server,
        int wherebyPort,
        int dailyPort,
        int? parent,
        CancellationToken cancellationToken
    )
    {
        await using var whereby = await WherebyServer.StartAsync(Below(server, "/v1/whereby"), wherebyPort);
        whereby.HasEmbeddableRooms = true;
        await using var daily = await DailyServer.StartAsync(Below(server, "/v1/daily/webhook"), dailyPort);
        Console.WriteLine(
            JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["WHEREBY_API_URL"] = whereby.ApiUrl.ToString(),
                    ["WHEREBY_API_KEY"] = WherebyServer.DefaultKey,
                    ["WHEREBY_WEBHOOK_SECRET"] = WherebyServer.DefaultSecret,
                    ["DAILY_API_URL"] = daily.ApiUrl.ToString(),
                    ["DAILY_API_KEY"] = DailyServer.DefaultKey,
                    ["DAILY_WEBHOOK_SECRET"] = DailyServer.DefaultSecret,
                }
            )
        );
        await EndOfAsync(parent, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Uri? Below(Uri? server, string path) => server is null ? null : new Uri(server, path);

    private static async Task EndOfAsync(int? process, CancellationToken cancellationToken)
    {
        if (process is not { } id)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return;
        }
        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
