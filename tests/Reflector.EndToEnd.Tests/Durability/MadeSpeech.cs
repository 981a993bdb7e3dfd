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

    public async ValueTask InitializeAsync()
    {
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
