using System.Text.Json;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.CommandLine;

/// <summary>The ways <c>reflector process</c> prints a transcript.</summary>
internal static class ProcessedFormats
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static IReadOnlyList<string> Names { get; } = ["json", "text", "text-timestamped", "webvtt", "srt"];

    public static string Render(ProcessedFile processed, string format)
    {
        var segments = processed.Segments.Select(segment => segment.ToSegment());
        return format switch
        {
            "text" => TranscriptFormats.Text(segments, []) + "\n",
            "text-timestamped" => TranscriptFormats.TextTimestamped(segments, []) + "\n",
            "webvtt" => TranscriptFormats.WebVtt(segments, []),
            "srt" => TranscriptFormats.SubRip(segments, []),
            _ => JsonSerializer.Serialize(processed, Indented) + "\n",
        };
    }

    public static string Extension(string format) =>
        format switch
        {
            "text" or "text-timestamped" => ".txt",
            "webvtt" => ".vtt",
            "srt" => ".srt",
            _ => ".json",
        };
}
