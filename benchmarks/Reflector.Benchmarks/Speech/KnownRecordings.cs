using Reflector.Fakes.Speech;

namespace Reflector.Benchmarks.Speech;

/// <param name="Words">With times, when the speech is made.</param>
internal sealed record KnownRecording(
    string Name,
    float[] Samples,
    string Text,
    IReadOnlyList<SpokenWord>? Words = null
);

/// <summary>Speech whose words are known.</summary>
internal static class KnownRecordings
{
    private const string Readings = "/usr/share/pocketsphinx/test/data/librivox";

    private static readonly (string File, string Text)[] Speeches =
    [
        (
            "jfk.wav",
            "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country."
        ),
        (
            "bush-2003.wav",
            "My fellow Americans, this day has brought terrible news and great sadness to our country. At nine o'clock "
                + "this morning, Mission Control in Houston lost contact with our space shuttle Columbia. A short time "
                + "later, debris was seen falling from the skies above Texas. The Columbia is lost. There are no survivors."
        ),
    ];

    public static async IAsyncEnumerable<KnownRecording> MeetingsAsync()
    {
        foreach (var (name, lines) in MeetingScripts.All)
        {
            var meeting = await SpokenMeeting.MakeAsync(lines);
            yield return new($"meeting: {name}", meeting.Samples, meeting.Text, meeting.Words);
        }
    }

    /// <summary>The public-domain speeches that lie in <paramref name="folder"/> under their usual names.</summary>
    public static IEnumerable<KnownRecording> SpeechesIn(string folder) =>
        Speeches
            .Select(speech => (Path: Path.Combine(folder, speech.File), speech.Text))
            .Where(speech => File.Exists(speech.Path))
            .Select(speech => new KnownRecording(
                Path.GetFileName(speech.Path),
                WaveFile.Read(speech.Path),
                speech.Text
            ));

    /// <summary>LibriVox readings of Debian's <c>pocketsphinx-testdata</c>, one after the other.</summary>
    public static IEnumerable<KnownRecording> InstalledReadings()
    {
        var transcription = Path.Combine(Readings, "transcription");
        if (!File.Exists(transcription))
            yield break;
        var samples = new List<float>();
        var texts = new List<string>();
        foreach (var line in File.ReadLines(transcription))
        {
            var (open, close) = (line.LastIndexOf('('), line.LastIndexOf(')'));
            samples.AddRange(WaveFile.Read(Path.Combine(Readings, line[(open + 1)..close] + ".wav")));
            // The reader of this copy does not stammer where the transcription says so.
            texts.Add(
                line[..open].Replace("<s>", "").Replace("</s>", "").Replace("a more a amiable", "a more amiable")
            );
        }
        yield return new("librivox readings", [.. samples], string.Join(' ', texts));
    }
}
