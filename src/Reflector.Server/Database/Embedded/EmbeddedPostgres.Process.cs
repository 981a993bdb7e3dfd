using System.Diagnostics;

namespace Reflector.Server.Database.Embedded;

internal sealed partial class EmbeddedPostgres
{
    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            var offset = _log.Length;
            // pg_ctl puts the postmaster into a session of its own: Ctrl-C in our terminal is not its business.
            var result = await _programs.RunAsync(
                "pg_ctl",
                ["start", "-w", "-s", "-t", Seconds(_options.StartLimit), "-l", PostgresLog.FileName],
                _options.DataDirectory,
                cancellationToken
            );
            if (result.Succeeded)
                return;
            var output = result.Output + _log.ReadFrom(offset);
            if (!PostgresFailure.IsPredecessorEnding(output) || _time.GetElapsedTime(began) > PredecessorLimit)
                throw PostgresFailure.StartFailed(_options.DataDirectory, output, _log.Path);
            await Task.Delay(TimeSpan.FromMilliseconds(200), _time, cancellationToken);
        }
    }

    private async Task ShutDownAsync()
    {
        foreach (var (mode, limit) in new[] { ("fast", _options.StopLimit), ("immediate", TimeSpan.FromSeconds(5)) })
        {
            if (Postmaster.Read(_options.DataDirectory) is not { } running || !running.IsAlive())
                return;
            var result = await _programs.RunAsync(
                "pg_ctl",
                ["stop", "-w", "-s", "-m", mode, "-t", Seconds(limit)],
                _options.DataDirectory,
                CancellationToken.None
            );
            if (!result.Succeeded)
                _logger.LogWarning("PostgreSQL did not stop ({Mode}): {Output}", mode, result.Output.Trim());
        }
        if (Postmaster.Read(_options.DataDirectory) is { } stuck && stuck.IsAlive())
        {
            using var process = Process.GetProcessById(stuck.ProcessId);
            process.Kill();
        }
    }

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                var wait = _options.SupervisionInterval * Math.Pow(2, Math.Min(failures, 5));
                await Task.Delay(wait, _time, stopping);
                if (Postmaster.Read(_options.DataDirectory) is not { } running || !running.IsAlive())
                    await RestartAsync(stopping);
                _log.KeepBounded();
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                failures++;
                _logger.LogError(error, "PostgreSQL is down and could not be started again; trying on");
            }
        }
    }

    private async Task RestartAsync(CancellationToken stopping)
    {
        _logger.LogError("PostgreSQL has ended unexpectedly and is started again; its log is {LogFile}", _log.Path);
        Postmaster.RemoveStale(_options.DataDirectory, _socket!.Path);
        await LaunchAsync(stopping);
        _logger.LogInformation("PostgreSQL is running again");
    }

    private static string Seconds(TimeSpan limit) => ((int)Math.Ceiling(limit.TotalSeconds)).ToString();
}
