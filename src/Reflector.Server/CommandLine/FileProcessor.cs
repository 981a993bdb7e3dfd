using System.Diagnostics;
using Reflector.Media;
using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;
using Reflector.Speech;

namespace Reflector.Server.CommandLine;

/// <summary>One recording, processed from beginning to end in this process.</summary>
internal sealed class FileProcessor(FfmpegMedia media, ISpeechRecognizer recognizer, ISummarizer summarizer)
{
    /// <param name="progress">Receives 0..1.</param>
    /// <exception cref="MediaException">The file is no recording.</exception>
    public async Task<ProcessedFile> ProcessAsync(
        string file,
        string language,
        bool summarize,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        var timings = new Dictionary<string, double>(StringComparer.Ordinal);
        var info = await TimedAsync("probe", () => media.ProbeAsync(file, cancellationToken));
        info.RequireAudio();
        var segments = await TimedAsync(
            "transcribe",
            () => TranscribeAsync(file, language, info, progress, cancellationToken)
        );
        var words = segments
            .SelectMany(segment => segment.Words)
            .Select(word => new Word(word.Text, word.Start, word.End))
            .ToList();
        IReadOnlyList<TopicDraft> topics = [];
        string? title = null;
        SummaryDraft? summary = null;
        var actionItems = ActionItems.None;
        if (summarize && words.Count > 0)
        {
            topics = await TimedAsync("topics", () => summarizer.DetectTopicsAsync(words, null, cancellationToken));
            title = await TimedAsync("title", () => summarizer.WriteTitleAsync(topics, cancellationToken));
            summary = await TimedAsync(
                "summaries",
                () => summarizer.SummarizeAsync(topics, [], SummaryStyle.General, null, cancellationToken)
            );
            actionItems = await TimedAsync(
                "action_items",
                () => summarizer.FindActionItemsAsync(topics, [], cancellationToken)
            );
        }
        progress.Report(1);
        return new(
            file,
            Math.Round(info.DurationSeconds, 3),
            language,
            recognizer.Model,
            string.Join(' ', words.Select(word => word.Text)),
            [.. TranscriptSegments.Of(words).Select(ProcessedSegment.From)],
            [.. topics.Select(ProcessedTopic.From)],
            title,
            summary?.Short,
            summary?.Long,
            actionItems,
            timings
        );

        async Task<T> TimedAsync<T>(string stage, Func<Task<T>> run)
        {
            var started = Stopwatch.GetTimestamp();
            var result = await run();
            timings[stage] = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3);
            return result;
        }
    }

    private async Task<List<SpeechSegment>> TranscribeAsync(
        string file,
        string language,
        MediaInfo info,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        var seconds = new Share(progress, info.DurationSeconds);
        var segments = new List<SpeechSegment>();
        var audio = media.DecodeAsync(file, cancellationToken);
        await foreach (var segment in recognizer.RecognizeAsync(audio, new(language, seconds), cancellationToken))
            segments.Add(segment);
        return segments;
    }

    private sealed class Share(IProgress<double> progress, double whole) : IProgress<double>
    {
        public void Report(double value) => progress.Report(whole > 0 ? Math.Min(value / whole, 0.99) : 0);
    }
}
