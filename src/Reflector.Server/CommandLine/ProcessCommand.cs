using System.CommandLine;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Recognition;
using Reflector.Server.Summaries;
using Spectre.Console;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector process FILE…</c>: from recordings to transcripts without database and server.</summary>
internal static class ProcessCommand
{
    public static Command Create(SettingOptions settings)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recordings of any kind ffmpeg reads.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "json, text, text-timestamped, webvtt or srt.",
            DefaultValueFactory = _ => "json",
        };
        format.AcceptOnlyFromAmong([.. ProcessedFormats.Names]);
        var output = new Option<string>("--output")
        {
            Description = "Folder to write one file a recording to, instead of stdout.",
            HelpName = "DIR",
        };
        var noSummary = new Option<bool>("--no-summary")
        {
            Description = "Leave topics, title, summaries and action items out.",
        };
        var language = new Option<string>("--language")
        {
            Description = "Language spoken.",
            DefaultValueFactory = _ => "en",
        };
        var command = Verb.Create(
            "process",
            "Transcribe recordings; no server and no database needed.",
            settings,
            (bound, arguments, cancellationToken) =>
                RunAsync(
                    bound,
                    new(
                        arguments.GetValue(files)!,
                        arguments.GetValue(format)!,
                        arguments.GetValue(output),
                        !arguments.GetValue(noSummary),
                        arguments.GetValue(language)!
                    ),
                    cancellationToken
                )
        );
        command.Arguments.Add(files);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(noSummary);
        command.Options.Add(language);
        return command;
    }

    private static async Task<int> RunAsync(
        ReflectorSettings settings,
        Request request,
        CancellationToken cancellationToken
    )
    {
        await using var services = Services(settings);
        var processor = services.GetRequiredService<FileProcessor>();
        if (request.Output is { } folder)
            Directory.CreateDirectory(folder);
        var isBad = false;
        await ProgressBar(Console.IsErrorRedirected)
            .StartAsync(async progress =>
            {
                foreach (var file in request.Files)
                {
                    var bar = progress.AddTask(Markup.Escape(Path.GetFileName(file)), maxValue: 1);
                    try
                    {
                        var processed = await processor.ProcessAsync(
                            file,
                            request.Language,
                            request.Summarize,
                            new BarProgress(bar),
                            cancellationToken
                        );
                        await WriteAsync(processed, request, cancellationToken);
                    }
                    catch (MediaException exception)
                    {
                        await Console.Error.WriteLineAsync($"{file}: {exception.Message}");
                        isBad = true;
                    }
                    bar.StopTask();
                }
            });
        return isBad ? ExitCodes.BadInput : ExitCodes.Success;
    }

    private static async Task WriteAsync(ProcessedFile processed, Request request, CancellationToken cancellationToken)
    {
        var text = ProcessedFormats.Render(processed, request.Format);
        if (request.Output is null)
            await Console.Out.WriteLineAsync(text.TrimEnd('\n'));
        else
            await File.WriteAllTextAsync(
                Path.Combine(
                    request.Output,
                    Path.GetFileName(processed.File) + ProcessedFormats.Extension(request.Format)
                ),
                text,
                cancellationToken
            );
    }

    private static ServiceProvider Services(ReflectorSettings settings) =>
        new ServiceCollection()
            .AddSingleton(settings)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new FfmpegMedia(FfmpegLocation.Find(null, settings.Pieces.Ffmpeg)))
            .AddSingleton(settings.Summarizer)
            .AddSummaries()
            .AddRecognitionInProcess(settings)
            .AddSingleton<FileProcessor>()
            .BuildServiceProvider();

    private static Progress ProgressBar(bool isQuiet) =>
        AnsiConsole
            .Create(
                new AnsiConsoleSettings
                {
                    Out = new AnsiConsoleOutput(isQuiet ? TextWriter.Null : Console.Error),
                    Interactive = isQuiet ? InteractionSupport.No : InteractionSupport.Detect,
                }
            )
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            );

    private sealed record Request(string[] Files, string Format, string? Output, bool Summarize, string Language);

    private sealed class BarProgress(ProgressTask bar) : IProgress<double>
    {
        public void Report(double value) => bar.Value = value;
    }
}
