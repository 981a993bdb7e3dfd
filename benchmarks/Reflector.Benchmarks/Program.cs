using System.CommandLine;
using Reflector.Benchmarks.Speech;

var root = new RootCommand("Measures what docs/benchmarks.md reports.")
{
    AccuracyCommand.Create(),
    SpeedCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
