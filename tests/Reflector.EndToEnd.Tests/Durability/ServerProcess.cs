using System.Diagnostics;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary><c>reflector serve</c> on a port of its own.</summary>
internal sealed class ServerProcess : ReflectorProcess
{
    private const string ReadyLine = "Reflector is ready at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // Lines may arrive before the constructor has ended.
    private TaskCompletionSource<Uri>? _ready;
    private readonly long _began = Stopwatch.GetTimestamp();

    private ServerProcess(DataFolder data, string[] arguments, Dictionary<string, string> settings)
        : base(["serve", .. arguments], Environment(data, settings)) { }

    public ReflectorClient Client { get; private set; } = null!;

    /// <summary>From the start of the process to the line that says it is ready.</summary>
    public TimeSpan StartTime { get; private set; }

    private TaskCompletionSource<Uri> Ready
    {
        get
        {
            LazyInitializer.EnsureInitialized(
                ref _ready,
                () => new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously)
            );
            return _ready;
        }
    }

    /// <summary>Begins to start it.</summary>
    public static ServerProcess Launch(
        DataFolder data,
        string[]? arguments = null,
        Dictionary<string, string>? settings = null
    ) => new(data, arguments ?? [], settings ?? []);

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(
        DataFolder data,
        string[]? arguments = null,
        Dictionary<string, string>? settings = null
    )
    {
        var server = Launch(data, arguments, settings);
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task ReadyAsync()
    {
        await Eventually.TrueAsync(
            () => Ready.Task.IsCompleted || HasExited,
            StartLimit,
            $"the server is ready\n{Output}\n{Errors}"
        );
        if (!Ready.Task.IsCompleted)
            throw new InvalidOperationException($"The server ended instead of starting.\n{Output}\n{Errors}");
        StartTime = Stopwatch.GetElapsedTime(_began);
        Client = new ReflectorClient(await Ready.Task);
    }

    protected override void OnLine(string line)
    {
        if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
            Ready.TrySetResult(new Uri(line[ReadyLine.Length..].Trim()));
    }

    private static Dictionary<string, string> Environment(DataFolder data, Dictionary<string, string> settings) =>
        new(settings, StringComparer.Ordinal)
        {
            ["DATA_DIR"] = data.Path,
            ["PORT"] = settings.GetValueOrDefault("PORT", "0"),
        };
}
