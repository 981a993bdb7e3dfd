using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reflector.Server.Models;

namespace Reflector.Server.Tests.Models;

/// <summary>Models from a server that serves small archives, breaks off and lies.</summary>
public sealed class ModelStoreTests : IAsyncLifetime
{
    private static readonly Model Tiny = new("tiny", "A test", 1, [new("asr-models", "tiny.tar.bz2")]);
    private static readonly byte[] Weights = RandomNumberGenerator.GetBytes(300_000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-models-");
    private readonly SocketsHttpHandler _handler = new();
    private readonly List<string?> _ranges = [];
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private byte[] _archive = [];
    private string? _checksum;
    private int _breakOff;
    private (long Bytes, TaskCompletionSource Came)? _awaited;

    private string Installed => Path.Combine(_folder.FullName, "tiny");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet(
            "/asr-models/checksum.txt",
            () =>
                _checksum is null
                    ? Results.NotFound()
                    : Results.Text($"other.tar.bz2\t{new string('0', 64)}\ntiny.tar.bz2\t{_checksum}\n")
        );
        _app.MapGet("/asr-models/tiny.tar.bz2", ServeAsync);
        await _app.StartAsync();
        _http = new HttpClient(_handler);
        await OfferAsync(("tiny-1/model.onnx", Weights), ("tiny-1/tokens.txt", "a 0"u8.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _handler.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_model_is_fetched_told_and_removed()
    {
        var last = (Done: 0L, All: (long?)0);
        await Store().PullAsync(Tiny, false, (_, done, all) => last = (done, all), CancellationToken.None);

        last.ShouldBe((_archive.Length, (long?)_archive.Length));
        File.ReadAllBytes(Path.Combine(Installed, "model.onnx")).ShouldBe(Weights);
        NothingIsLeft();
        Store().Remove(Tiny).ShouldBeTrue();
        Store().Remove(Tiny).ShouldBeFalse();
        Directory.Exists(Installed).ShouldBeFalse();
    }

    [Fact]
    public async Task A_transfer_that_breaks_off_goes_on_where_it_was()
    {
        _breakOff = 2;

        await PullAsync();

        File.ReadAllBytes(Path.Combine(Installed, "model.onnx")).ShouldBe(Weights);
        _ranges.Count.ShouldBe(3);
        _ranges[0].ShouldBeNull();
        _ranges[1].ShouldNotBeNull();
    }

    [Fact]
    public async Task One_that_always_breaks_off_never_becomes_a_model_and_is_gone_on_with_later()
    {
        _breakOff = 4;
        await RefusedAsync("is kept");

        await PullAsync();

        _ranges[^1].ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_not_what_its_publisher_says_is_thrown_away_and_the_old_model_stays()
    {
        await PullAsync();
        _archive[1000] ^= 1;

        await RefusedAsync("SHA-256");

        File.ReadAllBytes(Path.Combine(Installed, "model.onnx")).ShouldBe(Weights);
        NothingIsLeft();
    }

    [Fact]
    public async Task Without_a_checksum_it_is_fetched_only_when_asked_so()
    {
        _checksum = null;
        await RefusedAsync("--without-checksum");
        _ranges.ShouldBeEmpty();

        await Store().PullAsync(Tiny, withoutChecksum: true, (_, _, _) => { }, CancellationToken.None);

        Directory.Exists(Installed).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("tiny/../../outside.txt")]
    [InlineData("/tmp/outside.txt")]
    public async Task An_archive_that_reaches_outside_is_refused(string name)
    {
        await OfferAsync((name, [1]));

        await RefusedAsync("no model needs");

        File.Exists(Path.Combine(_folder.FullName, "outside.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_archive_with_a_link_is_refused()
    {
        await OfferAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "tiny/model.onnx") { LinkName = "/etc/passwd" });

        await RefusedAsync("no model needs");
    }

    [Fact]
    public async Task Half_an_archive_and_no_archive_are_refused()
    {
        foreach (var bytes in new[] { _archive[..(_archive.Length / 2)], "<html>"u8.ToArray() })
        {
            Offer(bytes);
            await RefusedAsync("damaged");
        }
    }

    [Fact]
    public async Task More_than_a_model_can_be_is_not_fetched()
    {
        var store = new ModelStore(_http, _folder.FullName, new Uri(_app.Urls.First()), largestBytes: 1000);

        var refusal = await Should.ThrowAsync<ModelException>(() =>
            store.PullAsync(Tiny, false, (_, _, _) => { }, CancellationToken.None)
        );

        refusal.Message.ShouldContain("larger");
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_named_in_a_sentence()
    {
        var store = new ModelStore(_http, _folder.FullName, new Uri("http://127.0.0.1:1"));

        var refusal = await Should.ThrowAsync<ModelException>(() =>
            store.PullAsync(Tiny, false, (_, _, _) => { }, CancellationToken.None)
        );

        refusal.Message.ShouldContain("127.0.0.1 cannot be reached");
    }

    private ModelStore Store() => new(_http, _folder.FullName, new Uri(_app.Urls.First()));

    private Task PullAsync() =>
        Store()
            .PullAsync(
                Tiny,
                false,
                (_, done, _) =>
                {
                    if (_awaited is { } awaited && done >= awaited.Bytes)
                        awaited.Came.TrySetResult();
                },
                CancellationToken.None
            );

    private async Task RefusedAsync(string why)
    {
        var was = Directory.Exists(Installed);
        (await Should.ThrowAsync<ModelException>(PullAsync)).Message.ShouldContain(why);
        Directory.Exists(Installed).ShouldBe(was);
    }

    private void NothingIsLeft() =>
        Directory
            .EnumerateFileSystemEntries(Path.Combine(_folder.FullName, ".incoming"))
            .Select(Path.GetFileName)
            .ShouldBe(["lock"]);

    private Task OfferAsync(params (string Name, byte[] Content)[] files) =>
        OfferAsync([
            .. files.Select(file => new PaxTarEntry(TarEntryType.RegularFile, file.Name)
            {
                DataStream = new MemoryStream(file.Content),
            }),
        ]);

    private async Task OfferAsync(params PaxTarEntry[] entries)
    {
        var tar = Path.Combine(_folder.FullName, "made.tar");
        await using (var writer = new TarWriter(File.Create(tar)))
        {
            foreach (var entry in entries)
                await writer.WriteEntryAsync(entry);
        }
        using var process = Process.Start("bzip2", ["-f", tar]);
        await process.WaitForExitAsync();
        Offer(await File.ReadAllBytesAsync(tar + ".bz2"));
        File.Delete(tar + ".bz2");
    }

    private void Offer(byte[] archive)
    {
        _archive = archive;
        _checksum = Convert.ToHexStringLower(SHA256.HashData(archive));
    }

    private async Task ServeAsync(HttpContext context)
    {
        var from = (int)(context.Request.GetTypedHeaders().Range?.Ranges.First().From ?? 0);
        lock (_ranges)
            _ranges.Add(context.Request.Headers.Range.FirstOrDefault());
        var response = context.Response;
        response.Headers.ETag = "\"one\"";
        response.ContentLength = _archive.Length - from;
        if (from > 0)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {from}-{_archive.Length - 1}/{_archive.Length}";
        }
        if (_breakOff-- > 0)
        {
            _awaited = (from + 40_000, new TaskCompletionSource());
            await response.Body.WriteAsync(_archive.AsMemory(from, 40_000));
            await response.Body.FlushAsync();
            // What has not been read yet would be lost with the connection.
            await _awaited!.Value.Came.Task;
            context.Abort();
            return;
        }
        await response.Body.WriteAsync(_archive.AsMemory(from));
    }
}
