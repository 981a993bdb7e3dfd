using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes;
using Reflector.Fakes.Storage;
using Reflector.Media;
using Reflector.Server.Hosting;
using Reflector.Server.Recordings.Download;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Recordings.Download;

public sealed class RecordingDownloadTests(PostgresFixture postgres, MadeRecordings recordings) : IAsyncLifetime
{
    private FileServer _files = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _files = await FileServer.StartAsync();
        _files.Content = recordings.Tones;
        _server = await StartAsync(new(StringComparer.Ordinal) { ["DOWNLOAD_ALLOWED_NETWORKS"] = "127.0.0.1/32" });
    }

    [Fact]
    public async Task What_an_address_leads_to_becomes_a_transcript_of_the_rooms_owner()
    {
        var request = await RequestAsync();

        await FetchAsync(request);
        await FetchAsync(request);

        var transcript = await _server.QueryAsync(db => db.Transcripts.SingleAsync(item => item.Id == request.Id));
        transcript.UserId.ShouldBe("local");
        transcript.SourceKind.ShouldBe(SourceKind.Room);
        transcript.Status.ShouldBe(TranscriptStatus.Processing);
        (await _server.StoredKeysAsync($"transcripts/{request.Id}/")).ShouldBe([
            $"transcripts/{request.Id}/source.wav",
        ]);
        Leftovers().ShouldBeEmpty();
        _files.Ranges.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_was()
    {
        var request = await RequestAsync();
        _files.BreaksAfter.Enqueue(1000);
        _files.BreaksAfter.Enqueue(500);

        for (var i = 0; i < 2; i++)
            (await Should.ThrowAsync<DownloadException>(() => FetchAsync(request))).IsTemporary.ShouldBeTrue();
        await FetchAsync(request);

        _files.Ranges.ShouldBe(["", "bytes=1000-", "bytes=1500-"]);
        await using var stored = await _server.Store.GetAsync($"transcripts/{request.Id}/source.wav");
        stored.Info.Size.ShouldBe(recordings.Tones.Length);
        using var content = new MemoryStream();
        await stored.Content.CopyToAsync(content);
        content.ToArray().ShouldBe(recordings.Tones);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_begun_anew()
    {
        var request = await RequestAsync();
        _files.BreaksAfter.Enqueue(1000);
        await Should.ThrowAsync<DownloadException>(() => FetchAsync(request));
        _files.Tag = "\"2\"";
        _files.Content = recordings.OtherTones;

        await FetchAsync(request);

        (await _server.Store.HeadAsync($"transcripts/{request.Id}/source.wav"))!.Size.ShouldBe(
            recordings.OtherTones.Length
        );
    }

    [Fact]
    public async Task Without_a_version_nothing_is_put_together_from_parts()
    {
        var request = await RequestAsync();
        _files.Tag = null;
        _files.BreaksAfter.Enqueue(1000);
        await Should.ThrowAsync<DownloadException>(() => FetchAsync(request));

        await FetchAsync(request);

        _files.Ranges.ShouldBe(["", ""]);
    }

    [Fact]
    public async Task Private_addresses_are_refused_and_redirects_to_them()
    {
        var request = await RequestAsync();
        foreach (
            var redirect in new[]
            {
                "http://127.0.0.2:1/",
                "http://[::1]:1/",
                "http://169.254.169.254/latest/meta-data/",
            }
        )
        {
            _files.Redirect = redirect;
            await RefusedAsync(request, "The address belongs to a private network, which this server does not call.");
        }
        _files.Redirect = "file:///etc/passwd";
        await Should.ThrowAsync<DownloadException>(() => FetchAsync(request));
        _files.Redirect = _files.Address.ToString();
        await RefusedAsync(request, "The address leads elsewhere too often.");
        await using var strict = await StartAsync([]);
        var failure = await Should.ThrowAsync<DownloadException>(async () =>
            await FetchAsync(await RequestAsync(strict), strict)
        );
        failure.IsTemporary.ShouldBeFalse();
        await RefusedAsync(
            request with
            {
                Address = new Uri("ftp://example.org/a.wav"),
            },
            "Only addresses of http and https can be fetched."
        );
    }

    [Fact]
    public async Task What_is_no_recording_with_sound_is_refused_and_nothing_is_left()
    {
        var request = await RequestAsync();
        _files.Content = "<!doctype html><title>Sign in</title>"u8.ToArray();
        await Should.ThrowAsync<MediaException>(() => FetchAsync(request));
        _files.Content = await recordings.MakeAsync(".mp4", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64");
        await Should.ThrowAsync<MediaException>(() => FetchAsync(request));
        _files.Content = [];
        await Should.ThrowAsync<MediaException>(() => FetchAsync(request));
        Leftovers().ShouldBeEmpty();
        (await _server.StoredKeysAsync($"transcripts/{request.Id}/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        await using var server = await StartAsync(
            new(StringComparer.Ordinal)
            {
                ["DOWNLOAD_ALLOWED_NETWORKS"] = "127.0.0.1/32",
                ["UPLOAD_MAX_BYTES"] = "100000",
            }
        );
        var request = await RequestAsync(server);
        foreach (var isEndless in new[] { false, true })
        {
            _files.IsEndless = isEndless;
            var failure = await Should.ThrowAsync<DownloadException>(() => FetchAsync(request, server));
            failure.Message.ShouldBe("The recording is larger than the 0.1 MB that may come in here.");
            failure.IsTemporary.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(403, false)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task What_the_server_answers_says_whether_it_is_worth_going_on(int status, bool isTemporary)
    {
        _files.Status = status;
        var request = await RequestAsync();
        (await Should.ThrowAsync<DownloadException>(() => FetchAsync(request))).IsTemporary.ShouldBe(isTemporary);
    }

    [Fact]
    public async Task A_job_goes_on_until_the_recording_is_here()
    {
        await using var server = await StartAsync(
            new(StringComparer.Ordinal) { ["DOWNLOAD_ALLOWED_NETWORKS"] = "127.0.0.1/32" },
            ServerRoles.All
        );
        _files.BreaksAfter.Enqueue(1000);
        var request = await RequestAsync(server);

        await server.Services.GetRequiredService<RecordingDownloads>().ScheduleAsync(request, CancellationToken.None);

        await Eventually.TrueAsync(
            () => server.QueryAsync(db => db.Transcripts.AnyAsync(transcript => transcript.Id == request.Id)),
            TimeSpan.FromSeconds(60),
            "the recording is here"
        );
        _files.Ranges.ShouldBe(["", "bytes=1000-"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _files.DisposeAsync();
    }

    private Task<TestServer> StartAsync(Dictionary<string, string?> settings, ServerRoles roles = ServerRoles.Web) =>
        TestServer.StartAsync(postgres, settings, roles: roles);

    private async Task<DownloadRequest> RequestAsync(TestServer? server = null)
    {
        server ??= _server;
        var name = await OpenedMeeting.CreateRoomAsync(server, "mock");
        var room = await server.QueryAsync(db => db.Rooms.SingleAsync(room => room.Name == name));
        return new(
            Guid.CreateVersion7().ToString(),
            _files.Address,
            room.Id,
            new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)
        );
    }

    private Task FetchAsync(DownloadRequest request, TestServer? server = null) =>
        (server ?? _server)
            .Services.GetRequiredService<RecordingDownloads>()
            .FetchAsync(request, CancellationToken.None);

    private async Task RefusedAsync(DownloadRequest request, string sentence)
    {
        var failure = await Should.ThrowAsync<DownloadException>(() => FetchAsync(request));
        failure.Message.ShouldBe(sentence);
        failure.IsTemporary.ShouldBeFalse();
    }

    private string[] Leftovers() => Directory.GetFiles(Path.Combine(_server.DataFolder, "downloads"));
}
