namespace Reflector.Media.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FfmpegLocationTests(Samples samples)
{
    [Fact]
    public void The_programs_on_the_path_come_before_the_fallback()
    {
        var (onPath, fallback) = (FolderWithPrograms(), FolderWithPrograms());
        var searchPath = string.Join(Path.PathSeparator, samples.NewFolder(), onPath);

        FfmpegLocation.Find(null, fallback, searchPath).Ffmpeg.ShouldBe(Path.Combine(onPath, "ffmpeg"));
        FfmpegLocation.Find("", fallback, samples.NewFolder()).Ffprobe.ShouldBe(Path.Combine(fallback, "ffprobe"));
    }

    [Fact]
    public void A_configured_folder_comes_first_and_is_named_when_it_is_wrong()
    {
        var (configured, fallback, empty) = (FolderWithPrograms(), FolderWithPrograms(), samples.NewFolder());

        FfmpegLocation.Find(configured, fallback, fallback).Ffmpeg.ShouldStartWith(configured);
        var error = Should.Throw<MediaException>(() => FfmpegLocation.Find(empty, fallback, fallback));
        error.Message.ShouldContain(empty);
    }

    [Fact]
    public void Missing_programs_are_reported_with_what_to_install()
    {
        var notExecutable = samples.NewFolder();
        File.WriteAllText(Path.Combine(notExecutable, "ffmpeg"), "");
        File.WriteAllText(Path.Combine(notExecutable, "ffprobe"), "");

        var error = Should.Throw<MediaException>(() => FfmpegLocation.Find(null, notExecutable, null));

        error.Kind.ShouldBe(MediaErrorKind.ToolMissing);
        error.Message.ShouldContain("apt-get install ffmpeg");
    }

    [Fact]
    public async Task A_program_that_vanished_is_reported_with_what_to_install()
    {
        var folder = FolderWithPrograms();
        var location = FfmpegLocation.Find(folder, folder);
        File.Delete(location.Ffprobe);

        var error = await new FfmpegMedia(location).ProbeAsync(samples.Tone).ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.ToolMissing);
    }

    [Fact]
    public async Task An_endless_complaint_of_ffmpeg_is_kept_short()
    {
        var folder = FolderWithPrograms(
            "#!/bin/sh\nhead -c 20000000 /dev/zero | tr '\\0' x >&2\necho the end >&2\nexit 1\n"
        );

        var error = await new FfmpegMedia(FfmpegLocation.Find(folder, folder))
            .ProbeAsync(samples.Tone)
            .ShouldThrowAsync<MediaException>();

        error.Detail.ShouldNotBeNull().Length.ShouldBeLessThan(9000);
        error.Detail.ShouldEndWith("the end");
    }

    private string FolderWithPrograms(string script = "#!/bin/sh\n")
    {
        var folder = samples.NewFolder();
        foreach (var name in new[] { "ffmpeg", "ffprobe" })
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, script);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
