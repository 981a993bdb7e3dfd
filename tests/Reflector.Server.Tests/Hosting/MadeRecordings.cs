using System.Diagnostics;
using Reflector.Fakes.Speech;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Tests.Hosting;

[assembly: AssemblyFixture(typeof(MadeRecordings))]

namespace Reflector.Server.Tests.Hosting;

/// <summary>Recordings made for the tests, each once per run.</summary>
public sealed class MadeRecordings : IDisposable
{
    private static readonly string Ffmpeg = FfmpegLocation.Find(null, RuntimePieces.Locate().Ffmpeg).Ffmpeg;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-recordings-");
    private readonly Lazy<Task<SpokenMeeting>> _meeting = new(() =>
        SpokenMeeting.MakeAsync([
            ("slt", "We decided to release the new version on Friday."),
            ("rms", "I will write the release notes tomorrow."),
            ("slt", "Thank you. The database backup is still too slow."),
        ])
    );

    /// <summary>Words as tones: alpha, bravo, charlie.</summary>
    public byte[] Tones { get; } =
        Wave(ToneSpeech.Say(6, new("alpha", 1, 1.4), new("bravo", 2, 2.4), new("charlie", 3, 3.4)));

    /// <summary>Words as tones, others: delta, echo.</summary>
    public byte[] OtherTones { get; } = Wave(ToneSpeech.Say(5, new("delta", 1, 1.4), new("echo", 2, 2.4)));

    public byte[] Silence { get; } = Wave(new float[4 * WaveFile.SampleRate]);

    /// <summary>A short meeting of made voices, in English.</summary>
    public async Task<byte[]> MeetingAsync() => Wave((await _meeting.Value).Samples);

    public static byte[] Wave(float[] samples)
    {
        var path = Path.GetTempFileName();
        try
        {
            WaveFile.Write(path, samples);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What ffmpeg makes of the arguments; the file is put behind them.</summary>
    public async Task<byte[]> MakeAsync(string extension, params string[] arguments)
    {
        var path = Path.Combine(_folder.FullName, Guid.CreateVersion7() + extension);
        var start = new ProcessStartInfo(Ffmpeg, ["-nostdin", "-v", "error", .. arguments, path])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, error);
        return await File.ReadAllBytesAsync(path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
