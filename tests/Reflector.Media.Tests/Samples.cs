using System.Buffers.Binary;
using System.Diagnostics;
using Reflector.Server.Configuration;

[assembly: AssemblyFixture(typeof(Reflector.Media.Tests.Samples))]

namespace Reflector.Media.Tests;

/// <summary>A folder of media files made for the tests, once for all of them.</summary>
public sealed class Samples : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-media-");

    /// <summary>Where the tests find ffmpeg: the pinned build and, when there is one, the machine's own.</summary>
    public static readonly string Pinned = RuntimePieces.Locate().Ffmpeg;

    // The static build starts several times as fast.
    private static string Maker =>
        Path.Combine(Pinned, "ffmpeg") is var pinned && File.Exists(pinned) ? pinned : Installed.Ffmpeg;

    public static FfmpegLocation Installed => FfmpegLocation.Find(null, Pinned);

    public static TheoryData<string> EveryFfmpeg
    {
        get
        {
            var data = new TheoryData<string>();
            var folders = new[] { Path.GetDirectoryName(Installed.Ffmpeg)!, Pinned };
            foreach (var folder in folders.Where(folder => File.Exists(Path.Combine(folder, "ffmpeg"))).Distinct())
                data.Add(folder);
            return data;
        }
    }

    public string Tone => this["tone.wav"];

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>An hour of silence that takes no room on the disk.</summary>
    public string Hour => this["hour.wav"];

    public async ValueTask InitializeAsync()
    {
        // A quiet second, then a loud one.
        const string Steps = "aevalsrc=exprs='(0.1+0.4*gte(t,1))*sin(2*PI*440*t)':duration=2:sample_rate=44100";
        await Task.WhenAll(
            Make("tone.wav", Steps, "-ar", "16000"),
            Make("tone.mp3", Steps),
            Make("no-header.mp3", Steps, "-write_xing", "0", "-id3v2_version", "0"),
            Make("tone.ogg", Steps, "-c:a", "libvorbis"),
            Make("8k.wav", Steps, "-ar", "8000"),
            Make("96k.wav", Steps, "-ar", "96000"),
            Make("stereo.wav", Steps, "-ac", "2"),
            Make("six.wav", Steps, "-ac", "6"),
            Make(
                "twelve.wav",
                "aevalsrc=exprs='" + string.Join('|', Enumerable.Repeat("0.5*sin(2*PI*440*t)", 12)) + "':duration=2"
            ),
            Make("whole.m4a", "sine=frequency=440:duration=4", "-c:a", "aac", "-movflags", "+faststart"),
            Make("end.m4a", "sine=frequency=440:duration=4", "-c:a", "aac"),
            Make("video.mp4", "testsrc=duration=1:size=64x64:rate=5", "-c:v", "mpeg4"),
            Make("silence.wav", "anullsrc=sample_rate=16000:channel_layout=mono", "-t", "2")
        );
        await Task.WhenAll(
            Ffmpeg("-i", Tone, "-i", this["video.mp4"], "-c:a", "aac", "-c:v", "copy", this["call.mp4"]),
            // To a pipe, as a browser records: no duration in the header.
            Ffmpeg("-i", Tone, "-c:a", "libopus", "-f", "webm", "-live", "1", this["browser.webm"]),
            Ffmpeg(
                ["-i", this["tone.mp3"], "-i", this["video.mp4"], "-map", "0:a", "-map", "1:v", "-c:a", "copy"],
                ["-frames:v", "1", "-c:v", "png", "-metadata", "title=Secret", this["cover.mp3"]]
            )
        );
        Cut("whole.m4a", "cut-in-data.m4a", 20_000);
        Cut("end.m4a", "cut-before-index.m4a", 20_000);
        await File.WriteAllBytesAsync(this["empty.mp3"], []);
        await File.WriteAllTextAsync(
            this["text.mp3"],
            string.Concat(Enumerable.Repeat("Minutes of the meeting, not the meeting.\n", 200))
        );
        WriteSparseWav(this["header-only.wav"], seconds: 0);
        WriteSparseWav(Hour, seconds: 3600);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder of its own for what one test writes.</summary>
    public string NewFolder() => Directory.CreateDirectory(this[Guid.CreateVersion7().ToString("N")]).FullName;

    /// <summary>16-bit mono at 8 kHz, silent but for one full-scale second at each of the given times.</summary>
    public static void WriteSparseWav(string path, int seconds, params int[] loudSeconds)
    {
        const int BytesPerSecond = 16_000;
        var dataLength = seconds * BytesPerSecond;
        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + dataLength);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), dataLength);

        using var file = File.Create(path);
        file.Write(header);
        file.SetLength(header.Length + dataLength);
        var loud = new byte[BytesPerSecond];
        for (var i = 0; i < loud.Length; i += 2)
            BinaryPrimitives.WriteInt16LittleEndian(loud.AsSpan(i), (short)(i % 32 < 16 ? 30_000 : -30_000));
        foreach (var second in loudSeconds)
        {
            file.Position = header.Length + ((long)second * BytesPerSecond);
            file.Write(loud);
        }
    }

    private void Cut(string from, string to, int bytes) =>
        File.WriteAllBytes(this[to], File.ReadAllBytes(this[from])[..bytes]);

    private Task Make(string name, string source, params string[] options) =>
        Ffmpeg(["-f", "lavfi", "-i", source], [.. options, this[name]]);

    public static Task MakeAsync(params string[] arguments) => Ffmpeg([], arguments);

    private static Task Ffmpeg(params string[] arguments) => Ffmpeg([], arguments);

    private static async Task Ffmpeg(string[] first, string[] second)
    {
        var start = new ProcessStartInfo(Maker, ["-nostdin", "-v", "error", .. first, .. second])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', second)}: {error}");
    }
}
