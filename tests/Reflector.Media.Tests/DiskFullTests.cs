using System.Diagnostics;

namespace Reflector.Media.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DiskFullTests(Samples samples)
{
    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task A_full_disk_is_named_and_nothing_is_left_on_it(string ffmpeg)
    {
        var disk = samples.NewFolder();
        if (!await Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk))
            Assert.Skip("Only root may mount a small disk; the file size limit below stands for it.");
        try
        {
            await ExpectDiskFull(FfmpegLocation.Find(ffmpeg, ffmpeg), disk);
        }
        finally
        {
            (await Run("umount", disk)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("trap '' XFSZ", "the write fails")]
    [InlineData("trap - XFSZ", "the signal ends ffmpeg")]
    public async Task A_file_size_limit_counts_as_a_full_disk(string onLimit, string why)
    {
        foreach (var ffmpeg in Samples.EveryFfmpeg)
        {
            var folder = samples.NewFolder();
            var wrapper = Path.Combine(folder, "ffmpeg");
            await File.WriteAllTextAsync(
                wrapper,
                $"#!/bin/sh\n{onLimit}\nulimit -f 256\nexec '{Path.Combine(ffmpeg.Data, "ffmpeg")}' \"$@\"\n"
            );
            File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.CreateSymbolicLink(Path.Combine(folder, "ffprobe"), Path.Combine(ffmpeg.Data, "ffprobe"));

            await ExpectDiskFull(FfmpegLocation.Find(folder, folder), samples.NewFolder(), why);
        }
    }

    private async Task ExpectDiskFull(FfmpegLocation location, string folder, string? why = null)
    {
        var error = await new FfmpegMedia(location)
            .EncodeMp3Async(samples.Hour, Path.Combine(folder, "audio.mp3"))
            .ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.DiskFull, $"{why} {error.Detail}");
        error.Message.ShouldContain("disk is full");
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
