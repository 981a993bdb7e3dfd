using System.Net;
using System.Net.Sockets;

namespace Reflector.Media.Tests;

public sealed class HostileInputTests(Samples samples)
{
    [Theory]
    [InlineData("-y.wav")]
    [InlineData("it's \"quoted\".wav")]
    [InlineData("two\nlines.wav")]
    [InlineData("concat:tone.wav|tone.mp3")]
    [InlineData("http:example.wav")]
    [InlineData("%03d.wav")]
    [InlineData("pipe:0")]
    [InlineData("Besprechung 会議 🎙.wav")]
    public async Task A_file_name_is_only_a_file_name(string name)
    {
        foreach (var ffmpeg in Samples.EveryFfmpeg)
        {
            var media = new FfmpegMedia(FfmpegLocation.Find(ffmpeg.Data, ffmpeg.Data));
            var folder = samples.NewFolder();
            var path = Path.Combine(folder, name);
            File.Copy(samples.Tone, path);

            var mp3 = Path.Combine(folder, name + ".mp3");
            (await media.EncodeMp3Async(path, mp3)).DurationSeconds.ShouldBe(2, 0.01);
            File.Exists(mp3).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_relative_path_that_begins_with_a_dash_is_no_option()
    {
        var path = Path.GetRelativePath(Environment.CurrentDirectory, samples.Tone);
        (await new FfmpegMedia(Samples.Installed).ProbeAsync(path)).Container.ShouldBe("wav");
        var error = await new FfmpegMedia(Samples.Installed).ProbeAsync("-version").ShouldThrowAsync<MediaException>();
        error.Kind.ShouldBe(MediaErrorKind.NotFound);
    }

    [Theory]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("list.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("list.wav", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData(
        "list.mpd",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period><AdaptationSet "
            + "mimeType=\"audio/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>{0}</BaseURL></Representation>"
            + "</AdaptationSet></Period></MPD>"
    )]
    [InlineData(
        "list.sdp",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\na=x:{0}\n"
    )]
    public async Task A_playlist_is_refused_and_what_it_names_is_never_opened(string name, string playlist)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/tone.wav";
        foreach (var ffmpeg in Samples.EveryFfmpeg)
        {
            var media = new FfmpegMedia(FfmpegLocation.Find(ffmpeg.Data, ffmpeg.Data));
            foreach (var target in new[] { address, samples.Tone })
            {
                var path = Path.Combine(samples.NewFolder(), name);
                await File.WriteAllTextAsync(path, string.Format(playlist, target));

                var error = await media.DecodeAllAsync(path).ShouldThrowAsync<MediaException>();

                error.Kind.ShouldBeOneOf(MediaErrorKind.Unsupported, MediaErrorKind.NotMedia);
            }
        }

        listener.Pending().ShouldBeFalse("nobody called");
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_become_silence()
    {
        var path = Path.Combine(samples.NewFolder(), "nan.wav");
        var bytes = await File.ReadAllBytesAsync(samples["header-only.wav"]);
        bytes[20] = 3; // IEEE float
        bytes[32] = 4;
        bytes[34] = 32;
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 5, -5, 0.25f, 0];
        var data = Enumerable.Range(0, 8000).SelectMany(i => BitConverter.GetBytes(values[i % values.Length]));
        bytes.AsSpan(40).Fill(0x7F);
        await File.WriteAllBytesAsync(path, [.. bytes, .. data]);

        var decoded = await new FfmpegMedia(Samples.Installed).DecodeAllAsync(path);

        decoded.ShouldNotBeEmpty();
        decoded.ShouldAllBe(sample => sample >= -1 && sample <= 1);
    }
}
