using Reflector.Fakes.Storage;
using Reflector.Storage.Swift;

namespace Reflector.Storage.Tests.Swift;

/// <summary>The contract, and what only Swift has, in a folder of the container of its own for each test.</summary>
// One after the other: they share the servers, and what one takes of memory is measured in the other.
[Collection("Swift")]
public sealed class SwiftObjectStoreTests(SwiftFixture fixture) : RemoteObjectStoreContract, IAsyncLifetime
{
    private OpenStackServer _server = null!;
    private SwiftOptions _options = null!;
    private SwiftObjectStore _store = null!;

    protected override IObjectStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        _server = await fixture.ServerAsync();
        _options = await fixture.OptionsAsync();
        _store = new(_options);
    }

    public ValueTask DisposeAsync()
    {
        _store?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Another_folder_of_the_container_is_another_store()
    {
        await Put("mine", "x");
        using var other = new SwiftObjectStore(_options with { Container = $"{_options.Container}-other/deeper/" });

        (await other.ListAsync("").CountAsync()).ShouldBe(0);
        (await other.HeadAsync("mine")).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_in_segments_keeps_its_hash_and_their_order_and_takes_them_with_it()
    {
        const long size = (17L << 20) + 3;
        var put = await Store.PutAsync("a/large.mp4", new GeneratedStream(size));

        put.Size.ShouldBe(size);
        put.ShouldBe(await Store.HeadAsync("a/large.mp4"));
        (await Store.ListAsync("").SingleAsync()).Size.ShouldBe(size);
        (await SegmentsAsync()).ShouldBe(4);
        foreach (var position in new[] { 0, (5L << 20) - 1, 5L << 20, (15L << 20) + 1, size - 1 })
        {
            await using var part = await Store.GetAsync("a/large.mp4", new ByteRange(position, 1));
            part.Content.ReadByte().ShouldBe(GeneratedStream.At(position));
        }
        await using (var lease = await Store.OpenLocalAsync("a/large.mp4"))
            new FileInfo(lease.Path).Length.ShouldBe(size);

        await Store.DeleteAsync("a/large.mp4");

        (await Store.HeadAsync("a/large.mp4")).ShouldBeNull();
        (await SegmentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_large_file_that_is_replaced_or_removed_with_its_folder_leaves_no_segments()
    {
        await Store.PutAsync("a/large", new GeneratedStream(13L << 20));
        await Store.PutAsync("a/large", new GeneratedStream(14L << 20));
        (await SegmentsAsync()).ShouldBe(3);
        await Put("a/large", "small");
        (await SegmentsAsync()).ShouldBe(0);
        await Store.PutAsync("a/large", new GeneratedStream(13L << 20));
        await Put("a/small", "x");

        (await Store.DeletePrefixAsync("a/")).ShouldBe(2);

        (await Store.ListAsync("").CountAsync()).ShouldBe(0);
        (await SegmentsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Names_that_need_escaping_are_names_like_others()
    {
        const string key = "Büro 100%/a+b&c#1;=~'(ä).mp4";
        await Put(key, "x");

        (await Keys("Büro 100%/a+b&c#")).ShouldBe([key]);
        (await ReadText(key)).ShouldBe("x");
        await Store.DeleteAsync(key);
        (await Keys("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_listing_has_every_key_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Put($"l/{number:D4}", "x")));

        (await Keys("l/")).ShouldBe(Enumerable.Range(0, 30).Select(number => $"l/{number:D4}"));
    }

    private async Task<int> SegmentsAsync()
    {
        using var segments = new SwiftObjectStore(
            _options with
            {
                Container = $"{_server.Container}_segments/{_options.Container.Split('/')[1]}",
            }
        );
        try
        {
            return await segments.ListAsync("").CountAsync();
        }
        catch (StorageException e) when (e.Message.Contains("container"))
        {
            return 0;
        }
    }
}
