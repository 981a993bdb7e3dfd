using Reflector.Fakes.Speech;

[assembly: AssemblyFixture(typeof(Reflector.EndToEnd.Tests.Durability.MadeSpeech))]

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>Recordings of made voices, made once for a test run.</summary>
public sealed class MadeSpeech : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-speech-");

    /// <summary>Some seconds each, all different.</summary>
    public IReadOnlyList<string> Short { get; private set; } = [];

    /// <summary>Long enough to be interrupted between segments.</summary>
    public string Long { get; private set; } = "";

    /// <summary>Tones that the fake transcription server understands.</summary>
    public string Tones { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string[] words = ["hotel", "delta", "india", "alpha", "golf", "kilo", "bravo", "echo"];
        var said = Enumerable
            .Range(0, 30)
            .Select(number => new SpokenWord(words[number * 5 % 8], number * 0.6 + 0.2, number * 0.6 + 0.6));
        Tones = Path.Combine(_folder.FullName, "tones.wav");
        WaveFile.Write(Tones, ToneSpeech.Say(20, said));
        var lines = MeetingScripts.Release;
        var parts = Enumerable.Range(0, 5).Select(part => lines.Skip(part * 3).Take(3)).Append(lines);
        var files = new List<string>();
        foreach (var (number, part) in parts.Index())
        {
            var meeting = await SpokenMeeting.MakeAsync(part);
            var file = Path.Combine(_folder.FullName, $"meeting-{number}.wav");
            WaveFile.Write(file, meeting.Samples);
            files.Add(file);
        }
        Short = files[..^1];
        Long = files[^1];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
