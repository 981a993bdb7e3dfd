using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Transcripts;

public sealed class AudioEndpointsTests(SharedServer shared, MadeRecordings recordings)
    : IClassFixture<SharedServer>,
        IAsyncLifetime
{
    private static readonly SemaphoreSlim Making = new(1);
    private static string? _made;
    private static byte[] _whole = [];

    private TestServer Server => shared.Server;

    private static string Path => $"/v1/transcripts/{_made}/audio/mp3";

    public async ValueTask InitializeAsync()
    {
        await Making.WaitAsync();
        try
        {
            _made ??= await Server.TranscribeAsync(recordings.Tones);
            if (_whole.Length == 0)
                _whole = await Server.Client.GetByteArrayAsync(Path);
        }
        finally
        {
            Making.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_whole_recording_comes_as_an_MP3_to_be_saved()
    {
        using var answer = await Server.Client.GetAsync(Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("audio/mpeg");
        answer.Content.Headers.ContentLength.ShouldBe(_whole.Length);
        answer.Headers.AcceptRanges.ShouldBe(["bytes"]);
        answer.Content.Headers.ContentEncoding.ShouldBe(["identity"]);
        var disposition = answer.Content.Headers.ContentDisposition!;
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileName!.Trim('"').ShouldBe($"recording_{_made!.Split('-')[0]}.mp3");
        _whole.Length.ShouldBeGreaterThan(10_000);
        (_whole[0] == 0xFF || _whole.AsSpan().StartsWith("ID3"u8)).ShouldBeTrue();
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_sends_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Path);
        using var answer = await Server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldBe(_whole.Length);
        answer.Content.Headers.ContentDisposition.ShouldBeNull();
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=100-", 100, -100)]
    [InlineData("bytes=-50", -50, 50)]
    [InlineData("bytes=0-999999999", 0, 0)]
    public async Task A_range_comes_as_a_part(string range, int start, int length)
    {
        if (start < 0)
            start += _whole.Length;
        if (length <= 0)
            length += _whole.Length;
        using var answer = await GetAsync(range);

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {start}-{start + length - 1}/{_whole.Length}");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(_whole[start..(start + length)]);
    }

    [Theory]
    [InlineData("bytes=999999999-")]
    [InlineData("bytes=-0")]
    public async Task A_range_past_the_end_is_refused_with_the_length(string range)
    {
        using var answer = await GetAsync(range);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        answer.Content.Headers.ContentRange!.Length.ShouldBe(_whole.Length);
    }

    [Theory]
    [InlineData("bytes=0-9,20-29")]
    [InlineData("bytes=5-2")]
    public async Task A_range_that_is_none_brings_the_whole(string range)
    {
        using var answer = await GetAsync(range);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBe(_whole.Length);
    }

    [Fact]
    public async Task If_Range_brings_the_part_of_the_same_file_and_the_whole_of_another()
    {
        using var first = await Server.Client.GetAsync(Path);
        var modified = first.Content.Headers.LastModified.ShouldNotBeNull();

        using var same = await GetAsync("bytes=0-9", modified);
        using var older = await GetAsync("bytes=0-9", modified.AddDays(-1));

        same.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        older.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_waveform_has_255_peaks_of_two_decimals()
    {
        var peaks = (await Server.GetAsync($"/v1/transcripts/{_made}/audio/waveform"))["data"]!
            .AsArray()
            .Select(peak => (double)peak!)
            .ToList();

        peaks.Count.ShouldBe(255);
        peaks.ShouldAllBe(peak => peak >= 0 && peak <= 1 && Math.Abs((peak * 100) - Math.Round(peak * 100)) < 1e-9);
        peaks.Max().ShouldBe(1);
        // The first second is silent, the tone begins after it.
        peaks[..40].ShouldAllBe(peak => peak < 0.05);
    }

    [Fact]
    public async Task Deleted_audio_is_not_given_out()
    {
        var id = await Server.TranscribeAsync(recordings.Tones);
        using var change = await Server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { audio_deleted = true });
        await change.OkAsync();

        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}/audio/mp3");

        (await answer.RefusedAsync(404)).ShouldBe("Audio unavailable due to privacy settings");
    }

    [Fact]
    public async Task Audio_that_vanished_from_storage_is_not_found()
    {
        var id = await Server.TranscribeAsync(recordings.Tones);
        await Server.Store.DeleteAsync($"transcripts/{id}/audio.mp3");

        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}/audio/mp3");

        (await answer.RefusedAsync(404)).ShouldBe("Audio file not found");
    }

    private async Task<HttpResponseMessage> GetAsync(string range, DateTimeOffset? ifRange = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.TryAddWithoutValidation("Range", range);
        if (ifRange is { } time)
            request.Headers.IfRange = new RangeConditionHeaderValue(time);
        return await Server.Client.SendAsync(request);
    }
}
