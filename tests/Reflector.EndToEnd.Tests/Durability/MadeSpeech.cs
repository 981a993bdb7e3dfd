using Reflector.Fakes.Speech;

[assembly: AssemblyFixture(typeof(Reflector.EndToEnd.Tests.Durability.MadeSpeech))]

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>Recordings that are made once for a test run.</summary>
public sealed class MadeSpeech : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-speech-");

    /// <summary>Twenty seconds of tones each, all different, that the fake transcription server understands.</summary>
    public IReadOnlyList<string> Tones { get; private set; } = [];

    /// <summary>Made voices, three lines.</summary>
    public string Short { get; private set; } = "";

    /// <summary>Made voices, long enough to be interrupted between segments.</summary>
    public string Long { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Tones = [.. Enumerable.Range(1, 5).Select(MakeTones)];
        Short = await SpeakAsync("short.wav", lines: 3);
        Long = await SpeakAsync("long.wav", lines: 8);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string MakeTones(int file)
    {
        string[] words = ["hotel", "delta", "india", "alpha", "golf", "kilo", "bravo", "echo"];
        var said = Enumerable
            .Range(0, 30)
            .Select(number => new SpokenWord(
                words[number * (2 * file + 1) % words.Length],
                number * 0.6 + 0.2,
                number * 0.6 + 0.6
            ));
        var path = Path.Combine(_folder.FullName, $"tones-{file}.wav");
        WaveFile.Write(path, ToneSpeech.Say(20, said));
        return path;
    }

    private async Task<string> SpeakAsync(string name, int lines)
    {
        var meeting = await SpokenMeeting.MakeAsync(MeetingScripts.Release.Take(lines));
        var path = Path.Combine(_folder.FullName, name);
        WaveFile.Write(path, meeting.Samples);
        return path;
    }
}
