using System.CommandLine;

namespace Reflector.Benchmarks.Server;

/// <summary>From the start of the process to ready: the first time ever, then warm.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "First and warm starts",
            DefaultValueFactory = _ => 3,
        };
        var command = new Command("start", "Time until the server is ready") { rounds };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
            try
            {
                var first = await MeasureAsync(folder.FullName, cancellationToken);
                var warm = await MeasureAsync(folder.FullName, cancellationToken);
                Console.WriteLine($"first start {first.TotalSeconds:0.00} s, warm start {warm.TotalSeconds:0.00} s");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<TimeSpan> MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        await using var server = await ServerUnderTest.StartAsync(folder, cancellationToken);
        return server.StartedAfter;
    }
}
