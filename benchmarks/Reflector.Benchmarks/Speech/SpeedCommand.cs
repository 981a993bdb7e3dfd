using System.CommandLine;
using System.Diagnostics;
using Reflector.Speech;
using Reflector.Speech.Embedded;
using Reflector.Speech.Models;
using Reflector.Speech.Native;
using Reflector.Speech.Segmentation;

namespace Reflector.Benchmarks.Speech;

/// <summary>
/// Wall time against the engine alone, which gets the same speech in the same windows, ready cut; then real-time factor
/// and memory over a long recording. The ways are measured in turn, so that other load on the machine meets all of them.
/// </summary>
internal static class SpeedCommand
{
    public static Command Create()
    {
        var hours = new Option<double>("--hours")
        {
            Description = "Length of the long recording",
            DefaultValueFactory = _ => 3,
        };
        var rounds = new Option<int>("--rounds") { Description = "Times to compare", DefaultValueFactory = _ => 3 };
        var command = new Command("speed", "Speed and memory of the embedded recogniser") { hours, rounds };
        command.SetAction(
            (result, cancellationToken) => RunAsync(result.GetValue(hours), result.GetValue(rounds), cancellationToken)
        );
        return command;
    }

    private static async Task RunAsync(double hours, int rounds, CancellationToken cancellationToken)
    {
        var options = BenchmarkRecognizer.Options;
        var samples = (await KnownRecordings.MeetingsAsync().ToListAsync(cancellationToken))
            .SelectMany(recording => recording.Samples)
            .ToArray();
        using var recognizer = new EmbeddedSpeechRecognizer(options);
        await foreach (var _ in recognizer.RecognizeAsync(BenchmarkRecognizer.Once(samples), new(), cancellationToken))
        { }

        // Peak memory is that of the process: the other ways of decoding come after it was read.
        if (hours > 0)
            await LongAsync(recognizer, samples, hours, cancellationToken);
        if (rounds > 0)
            await CompareAsync(recognizer, options, samples, rounds, cancellationToken);
    }

    private static async Task CompareAsync(
        EmbeddedSpeechRecognizer recognizer,
        EmbeddedSpeechOptions options,
        float[] samples,
        int rounds,
        CancellationToken cancellationToken
    )
    {
        var model = SpeechModelFolder.Open(options.ModelFolder);
        var windows = Cut(samples, options.VoiceActivityModel);
        var decoders = Enumerable.Range(0, options.Decoders).Select(_ => new SpeechDecoder(model, "en")).ToArray();
        using var threaded = new SpeechDecoder(model, "en", options.Decoders);
        var (alone, parallel, whole) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await TimeAsync(() => Task.Run(() => windows.ForEach(w => threaded.Decode(w.Samples)))));
            parallel.Add(await TimeAsync(() => Task.Run(() => DecodeParallel(decoders, windows))));
            whole.Add(
                await TimeAsync(async () =>
                {
                    var audio = BenchmarkRecognizer.Once(samples);
                    await foreach (var _ in recognizer.RecognizeAsync(audio, new(), cancellationToken)) { }
                })
            );
        }
        foreach (var decoder in decoders)
            decoder.Dispose();
        Console.WriteLine(
            $"{samples.Length / 16000.0:0} s of made meetings, {options.Decoders} decoders, {rounds} rounds in turn"
        );
        Console.WriteLine($"engine alone, one decode at a time on all cores: {Median(alone):0.00} s");
        Console.WriteLine($"engine alone, one decode per core:               {Median(parallel):0.00} s");
        Console.WriteLine($"recogniser:                                      {Median(whole):0.00} s");
        Console.WriteLine(
            $"ratio: {Median(Ratios(whole, alone)):0.00} of the first, {Median(Ratios(whole, parallel)):0.00} of the second; "
                + $"{samples.Length / 16000.0 / Median(whole):0} x real time"
        );
    }

    private static async Task LongAsync(
        EmbeddedSpeechRecognizer recognizer,
        float[] samples,
        double hours,
        CancellationToken cancellationToken
    )
    {
        var words = 0;
        var audio = BenchmarkRecognizer.Repeat(samples, hours * 3600);
        var seconds = await TimeAsync(async () =>
        {
            await foreach (var segment in recognizer.RecognizeAsync(audio, new RecognitionOptions(), cancellationToken))
                words += segment.Words.Count;
        });
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{hours:0.#} h: {seconds:0} s, {hours * 3600 / seconds:0} x real time, {words} words, "
                + $"peak memory {self.PeakWorkingSet64 >> 20} MiB"
        );
    }

    private static List<AudioWindow> Cut(float[] samples, string voiceActivityModel)
    {
        const int frame = VoiceActivityDetector.FrameSamples;
        using var activity = new VoiceActivityDetector(voiceActivityModel, new());
        var cutter = new WindowCutter(new(), frame);
        var windows = new List<AudioWindow>();
        for (var at = 0; at + frame <= samples.Length; at += frame)
        {
            var part = samples.AsSpan(at, frame);
            if (cutter.Push(part, activity.Accept(part)) is { } window)
                windows.Add(window);
            if (cutter.JustForced)
                activity.Reset();
        }
        if (cutter.Complete() is { } last)
            windows.Add(last);
        return windows;
    }

    private static void DecodeParallel(SpeechDecoder[] decoders, List<AudioWindow> windows)
    {
        var next = -1;
        Parallel.ForEach(
            decoders,
            new ParallelOptions { MaxDegreeOfParallelism = decoders.Length },
            decoder =>
            {
                for (var i = Interlocked.Increment(ref next); i < windows.Count; i = Interlocked.Increment(ref next))
                    decoder.Decode(windows[i].Samples);
            }
        );
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static List<double> Ratios(List<double> first, List<double> second) =>
        [.. first.Zip(second, (a, b) => a / b)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
