using System.CommandLine;
using Reflector.Benchmarks.Search;
using Reflector.Benchmarks.Server;
using Reflector.Benchmarks.Speech;
using Reflector.Benchmarks.Storage;

var root = new RootCommand("Measures what docs/benchmarks.md reports.")
{
    AccuracyCommand.Create(),
    SpeedCommand.Create(),
    StartCommand.Create(),
    RecordingCommand.Create(),
    TracksCommand.Create(),
    UploadCommand.Create(),
    FanoutCommand.Create(),
    StatisticsCommand.Create(),
    EditingCommand.Create(),
    WebhooksCommand.Create(),
    PlatformCommand.Create(),
    SearchCommand.Create(),
    StorageCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
