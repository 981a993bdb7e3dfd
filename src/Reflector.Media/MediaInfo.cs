namespace Reflector.Media;

/// <summary>What a media file holds.</summary>
/// <param name="DurationSeconds">
/// Length of the file in seconds; measured by reading every packet when the file does not state it. A file that was cut
/// off may state more than it holds: <see cref="EncodedAudio.DurationSeconds"/> is what could be decoded.
/// </param>
/// <param name="Container">ffmpeg's name of the container: <c>wav</c>, <c>mp3</c>, <c>ogg</c>, <c>matroska,webm</c>, …</param>
/// <param name="AudioTracks">The audio tracks in the order of the file.</param>
/// <param name="HasVideo">True for moving pictures; a cover image does not count.</param>
/// <param name="SizeBytes">Size of the file.</param>
public sealed record MediaInfo(
    double DurationSeconds,
    string Container,
    IReadOnlyList<AudioTrack> AudioTracks,
    bool HasVideo,
    long SizeBytes
)
{
    /// <summary>The first time stamp in the file, in seconds.</summary>
    public double StartSeconds { get; init; }

    /// <summary>The stream that is decoded: the first one in a known codec.</summary>
    /// <exception cref="MediaException">There is none (<see cref="MediaErrorKind.NoAudio"/>, <see cref="MediaErrorKind.Unsupported"/>).</exception>
    public AudioTrack RequireAudio()
    {
        if (AudioTracks.Count == 0)
        {
            throw new MediaException(
                MediaErrorKind.NoAudio,
                "This file has no audio track, so there is nothing to transcribe. Check that sound was recorded."
            );
        }

        return AudioTracks.FirstOrDefault(stream => stream.IsDecodable)
            ?? throw new MediaException(
                MediaErrorKind.Unsupported,
                "The audio in this file is in a format that cannot be read. Convert it to MP3, M4A or WAV and try again."
            );
    }
}

/// <param name="Index">Position among all streams of the file.</param>
/// <param name="Codec">ffmpeg's name of the codec, <c>unknown</c> when it has none.</param>
/// <param name="SampleRate">Hz, 0 when unknown.</param>
/// <param name="Channels">Number of channels, 0 when unknown.</param>
public sealed record AudioTrack(int Index, string Codec, int SampleRate, int Channels)
{
    internal bool IsDecodable => Codec != "unknown" && Codec != "none" && Channels > 0 && SampleRate > 0;
}
