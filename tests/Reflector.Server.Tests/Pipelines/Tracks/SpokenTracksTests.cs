using System.Text.Json.Nodes;
using Reflector.Fakes.Speech;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines.Tracks;

/// <summary>Three voices that talk at once now and then, through the embedded recogniser.</summary>
public sealed class SpokenTracksTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task Every_segment_has_the_right_speaker_and_its_words_at_their_times()
    {
        var voices = await SpokenTracks.MakeAsync(MeetingScripts.Garden);
        voices.Count.ShouldBe(3);
        voices.ShouldContain(voice => voice.Muted.Count > 0);
        await using var server = await TestServer.StartAsync(postgres);
        var tracks = new List<MadeTrack>();
        foreach (var voice in voices)
            tracks.Add(
                new(await recordings.WebmAsync(voice.Samples, voice.Muted), voice.Offset, voice.Voice, voice.Voice)
            );
        var id = await server.WriteTracksAsync(tracks);

        var pipeline = await server.ProcessAsync(id);

        ((string)pipeline["state"]!).ShouldBe("done", pipeline.ToString());
        var read = await server.GetAsync($"/v1/transcripts/{id}?transcript_format=json");
        var segments = read["transcript"]!.AsArray();
        var words = (await server.GetAsync($"/v1/transcripts/{id}/topics/with-words"))
            .AsArray()
            .SelectMany(topic => topic!["words"]!.AsArray())
            .Select(word => word!)
            .ToList();
        var errors = new List<double>();
        var wrong = 0;
        for (var speaker = 0; speaker < voices.Count; speaker++)
        {
            var voice = voices[speaker];
            var heard = words.Where(word => (int)word["speaker"]! == speaker).Select(ToWord).ToList();
            wrong += WordErrorRate.Of(voice.Text, string.Join(' ', heard.Select(word => word.Text))).Errors;
            errors.AddRange(WordTimes.Errors(voice.Words, heard));
            // Had a segment another speaker than its voice, its words would be wrong there and missing here.
            var text = string.Join(
                ' ',
                segments.Where(s => (int)s!["speaker"]! == speaker).Select(s => (string)s!["text"]!)
            );
            WordErrorRate.Of(voice.Text, text).Rate.ShouldBeLessThanOrEqualTo(0.08, $"{voice.Voice}: {text}");
            segments
                .Where(segment => (int)segment!["speaker"]! == speaker)
                .ShouldAllBe(segment => (string)segment!["speaker_name"]! == voice.Voice);
        }
        var said = voices.Sum(voice => SpokenWords.Normalize(voice.Text).Count);
        ((double)wrong / said).ShouldBeLessThanOrEqualTo(0.06);
        errors.Sort();
        errors[errors.Count / 2].ShouldBeLessThanOrEqualTo(0.25);
        errors[(int)(errors.Count * 0.95)].ShouldBeLessThanOrEqualTo(0.8);
        segments.Select(segment => (double)segment!["start"]!).ShouldBeInOrder();
        Overlaps(segments).ShouldBeGreaterThan(0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{(double)wrong / said:P1}, median {errors[errors.Count / 2]:0.00} s, 95 % {errors[(int)(errors.Count * 0.95)]:0.00} s"
        );
    }

    private static SpokenWord ToWord(JsonNode word) =>
        new((string)word["text"]!, (double)word["start"]!, (double)word["end"]!);

    private static int Overlaps(JsonArray segments) =>
        segments.Zip(segments.Skip(1)).Count(pair => (double)pair.Second!["start"]! < (double)pair.First!["end"]!);
}
