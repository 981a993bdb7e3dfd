using System.Diagnostics;
using Reflector.Fakes.Speech;
using Reflector.Media;
using Reflector.Server.Configuration;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Files that a person might choose, made in a folder.</summary>
internal sealed class RecordingFiles(string folder)
{
    public string Wave(string name, ReadOnlySpan<float> samples)
    {
        var path = At(name);
        WaveFile.Write(path, samples);
        return path;
    }

    /// <summary>A WAV whose sound is preceded by something that players skip, to make it big.</summary>
    public string BigWave(string name, ReadOnlySpan<float> samples, int size)
    {
        var path = Wave(name, samples);
        var plain = File.ReadAllBytes(path);
        const int head = 12;
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file);
        var padding = size - plain.Length - 8;
        writer.Write("RIFF"u8);
        writer.Write(size - 8);
        writer.Write(plain.AsSpan(8, head - 8));
        writer.Write("JUNK"u8);
        writer.Write(padding);
        writer.Write(new byte[padding]);
        writer.Write(plain.AsSpan(head));
        return path;
    }

    public string Text(string name, string text)
    {
        var path = At(name);
        File.WriteAllText(path, text);
        return path;
    }

    public Task<string> SilentVideoAsync(string name) =>
        FfmpegAsync(name, "-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=2", "-pix_fmt", "yuv420p");

    /// <summary>A minute of faint noise as MP3 without any header, so that copies of it can follow each other.</summary>
    public Task<string> FaintMinuteAsync(string name) =>
        FfmpegAsync(
            name,
            ["-f", "lavfi", "-i", "anoisesrc=d=60:a=0.001:r=16000"],
            ["-ac", "1", "-b:a", "8k", "-write_xing", "0", "-id3v2_version", "0"]
        );

    private Task<string> FfmpegAsync(string name, params string[] arguments) => FfmpegAsync(name, arguments, []);

    private async Task<string> FfmpegAsync(string name, string[] input, string[] output)
    {
        var path = At(name);
        var ffmpeg = FfmpegLocation.Find(null, RuntimePieces.Locate().Ffmpeg).Ffmpeg;
        using var process = Process.Start(ffmpeg, ["-v", "error", "-nostdin", "-y", .. input, .. output, path]);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return path;
    }

    private string At(string name) => Path.Combine(folder, name);
}
