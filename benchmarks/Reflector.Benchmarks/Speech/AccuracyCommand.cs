using System.CommandLine;
using Reflector.Fakes.Speech;
using Reflector.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Benchmarks.Speech;

/// <summary>Word error rate, and how far the words' starts are off where the speech is made and their times are known.</summary>
internal static class AccuracyCommand
{
    public static Command Create()
    {
        var audio = new Option<string?>("--audio") { Description = "Folder with jfk.wav and bush-2003.wav" };
        var texts = new Option<bool>("--texts") { Description = "Print what was recognised" };
        var command = new Command("accuracy", "Word error rate and word times of the embedded recogniser")
        {
            audio,
            texts,
        };
        command.SetAction(
            (result, cancellationToken) => RunAsync(result.GetValue(audio), result.GetValue(texts), cancellationToken)
        );
        return command;
    }

    private static async Task RunAsync(string? folder, bool texts, CancellationToken cancellationToken)
    {
        var recordings = await KnownRecordings.MeetingsAsync().ToListAsync(cancellationToken);
        if (folder is not null)
            recordings.AddRange(KnownRecordings.SpeechesIn(folder));
        recordings.AddRange(KnownRecordings.InstalledReadings());
        using var recognizer = new EmbeddedSpeechRecognizer(BenchmarkRecognizer.Options);
        Console.WriteLine("| recording | words | word error rate | start error, median | 95 % |");
        Console.WriteLine("|---|---|---|---|---|");
        await PrintAsync(recordings);
        await PrintAsync([.. recordings.Select(Degraded.Telephone)]);
        await PrintAsync([.. recordings.Select(Degraded.Noisy)]);

        async Task PrintAsync(IReadOnlyList<KnownRecording> group)
        {
            var total = (Errors: 0, Words: 0);
            foreach (var recording in group)
            {
                var (rate, times) = await MeasureAsync(recognizer, recording, texts, cancellationToken);
                total = (total.Errors + rate.Errors, total.Words + rate.Words);
                Console.WriteLine($"| {recording.Name} | {rate.Words} | {rate.Rate:P1} | {Times(times)} |");
            }
            Console.WriteLine($"| all of these | {total.Words} | {(double)total.Errors / total.Words:P1} | | |");
        }
    }

    private static async Task<(WordErrorRate, IReadOnlyList<double>)> MeasureAsync(
        EmbeddedSpeechRecognizer recognizer,
        KnownRecording recording,
        bool texts,
        CancellationToken cancellationToken
    )
    {
        var words = new List<SpokenWord>();
        var audio = BenchmarkRecognizer.Once(recording.Samples);
        await foreach (var segment in recognizer.RecognizeAsync(audio, new RecognitionOptions(), cancellationToken))
        {
            words.AddRange(segment.Words.Select(word => new SpokenWord(word.Text, word.Start, word.End)));
            if (texts)
                Console.WriteLine($"  {segment.Start, 7:0.00} {segment.End, 7:0.00} {segment.Text}");
        }
        var rate = WordErrorRate.Of(recording.Text, string.Join(' ', words.Select(word => word.Text)));
        return (rate, recording.Words is { } said ? WordTimes.Errors(said, words) : []);
    }

    private static string Times(IReadOnlyList<double> errors) =>
        errors.Count == 0
            ? "– | –"
            : $"{errors[errors.Count / 2]:0.00} s | {errors[(int)(errors.Count * 0.95)]:0.00} s";
}
