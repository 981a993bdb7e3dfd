using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reflector.Media;

/// <summary>ffprobe's JSON, as far as it is used.</summary>
internal sealed record ProbeReport(
    [property: JsonPropertyName("streams")] ProbeReport.Stream[]? Streams,
    [property: JsonPropertyName("format")] ProbeReport.FormatPart? Format
)
{
    public double? DurationSeconds =>
        double.TryParse(Format?.Duration, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && double.IsFinite(seconds)
        && seconds > 0
            ? seconds
            : null;

    public double StartSeconds =>
        double.TryParse(Format?.Start, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && double.IsFinite(seconds)
            ? seconds
            : 0;

    /// <summary>Text and random bytes are now and then taken for a container, of nothing.</summary>
    public bool HasAudioOrPictures => Of("audio").Any() || Of("video").Any();

    public bool HasVideo => Of("video").Any(stream => stream.Disposition?.AttachedPicture != 1);

    public static ProbeReport Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ProbeReport>(json)!;

    public AudioTrack[] AudioTracks() =>
        [
            .. Of("audio")
                .Select(stream => new AudioTrack(
                    stream.Index,
                    stream.Codec ?? "unknown",
                    int.TryParse(stream.SampleRate, CultureInfo.InvariantCulture, out var rate) ? rate : 0,
                    stream.Channels
                )),
        ];

    private IEnumerable<Stream> Of(string type) => (Streams ?? []).Where(stream => stream.Type == type);

    internal sealed record FormatPart(
        [property: JsonPropertyName("format_name")] string? Name,
        [property: JsonPropertyName("start_time")] string? Start,
        [property: JsonPropertyName("duration")] string? Duration
    );

    internal sealed record Stream(
        [property: JsonPropertyName("index")] int Index,
        [property: JsonPropertyName("codec_type")] string? Type,
        [property: JsonPropertyName("codec_name")] string? Codec,
        [property: JsonPropertyName("sample_rate")] string? SampleRate,
        [property: JsonPropertyName("channels")] int Channels,
        [property: JsonPropertyName("disposition")] DispositionPart? Disposition
    );

    internal sealed record DispositionPart([property: JsonPropertyName("attached_pic")] int AttachedPicture);
}
