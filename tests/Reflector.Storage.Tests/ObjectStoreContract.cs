using System.Security.Cryptography;
using System.Text;

namespace Reflector.Storage.Tests;

/// <summary>What every store promises. A subclass brings a store that is empty at first.</summary>
public abstract class ObjectStoreContract
{
    protected abstract IObjectStore Store { get; }

    [Fact]
    public async Task What_is_put_can_be_read_with_its_size_hash_and_time()
    {
        var put = await Put("meetings/1/audio.mp3", "hello");

        put.Key.ShouldBe("meetings/1/audio.mp3");
        put.Size.ShouldBe(5);
        put.Sha256.ShouldBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        put.LastModified.ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await Store.HeadAsync(put.Key)).ShouldBe(put);
        await using var stored = await Store.GetAsync(put.Key);
        stored.Info.Size.ShouldBe(5);
        stored.Length.ShouldBe(5);
        (await ReadText(stored)).ShouldBe("hello");
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await Put("empty", "");

        (await Store.HeadAsync("empty")).ShouldNotBeNull().Size.ShouldBe(0);
        await using var stored = await Store.GetAsync("empty");
        (await ReadText(stored)).ShouldBe("");
    }

    [Fact]
    public async Task Putting_again_replaces()
    {
        await Put("note", "first, and longer");
        await Put("note", "second");

        (await ReadText("note")).ShouldBe("second");
        (await Store.HeadAsync("note")).ShouldNotBeNull().Sha256.ShouldBe(Sha256("second"));
    }

    [Fact]
    public async Task What_is_not_there_is_null_in_a_head_and_an_error_when_read()
    {
        (await Store.HeadAsync("no/such")).ShouldBeNull();
        (await Should.ThrowAsync<StorageException>(() => Store.GetAsync("no/such"))).Kind.ShouldBe(
            StorageErrorKind.NotFound
        );
        (await Should.ThrowAsync<StorageException>(() => Store.OpenLocalAsync("no/such"))).Kind.ShouldBe(
            StorageErrorKind.NotFound
        );
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(0, 1L, "0")]
    [InlineData(3, 4L, "3456")]
    [InlineData(9, null, "9")]
    [InlineData(8, 100L, "89")]
    [InlineData(5, 0L, "")]
    public async Task A_range_gives_that_part(long offset, long? length, string expected)
    {
        await Put("digits", "0123456789");

        await using var stored = await Store.GetAsync("digits", new ByteRange(offset, length));

        stored.Offset.ShouldBe(offset);
        stored.Length.ShouldBe(expected.Length);
        stored.Info.Size.ShouldBe(10);
        (await ReadText(stored)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(-1, null)]
    [InlineData(0, -1L)]
    public async Task A_range_outside_is_refused(long offset, long? length)
    {
        await Put("digits", "0123456789");

        var error = await Should.ThrowAsync<StorageException>(() =>
            Store.GetAsync("digits", new ByteRange(offset, length))
        );

        error.Kind.ShouldBe(StorageErrorKind.InvalidRange);
    }

    [Fact]
    public virtual async Task A_listing_has_the_keys_under_a_prefix_in_order()
    {
        string[] keys = ["a/1", "a/10", "a/2/x", "a/2.txt", "a-b", "ab/1", "b"];
        foreach (var key in keys)
            await Put(key, key);

        (await Keys("")).ShouldBe(["a-b", "a/1", "a/10", "a/2.txt", "a/2/x", "ab/1", "b"]);
        (await Keys("a/")).ShouldBe(["a/1", "a/10", "a/2.txt", "a/2/x"]);
        (await Keys("a/1")).ShouldBe(["a/1", "a/10"]);
        (await Keys("a/2/x")).ShouldBe(["a/2/x"]);
        (await Keys("c/")).ShouldBeEmpty();
        await foreach (var info in Store.ListAsync("a/2/"))
            info.Size.ShouldBe(5);
    }

    [Fact]
    public async Task Deleting_twice_is_deleting()
    {
        await Put("a/b/c", "x");

        await Store.DeleteAsync("a/b/c");
        await Store.DeleteAsync("a/b/c");
        await Store.DeleteAsync("never/was");

        (await Store.HeadAsync("a/b/c")).ShouldBeNull();
        (await Keys("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_a_prefix_leaves_its_neighbours()
    {
        foreach (var key in new[] { "t/1/a", "t/1/b/c", "t/10/a", "t/1.txt" })
            await Put(key, key);

        (await Store.DeletePrefixAsync("t/1/")).ShouldBe(2);
        (await Store.DeletePrefixAsync("t/1/")).ShouldBe(0);

        (await Keys("")).ShouldBe(["t/1.txt", "t/10/a"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t")]
    [InlineData("t/1")]
    public async Task Deleting_a_prefix_that_is_no_folder_is_refused(string prefix)
    {
        await Put("t/1", "x");

        var error = await Should.ThrowAsync<StorageException>(() => Store.DeletePrefixAsync(prefix));

        error.Kind.ShouldBe(StorageErrorKind.InvalidKey);
        (await Keys("")).ShouldBe(["t/1"]);
    }

    [Theory]
    [MemberData(
        nameof(ObjectKeyTests.Hostile),
        MemberType = typeof(ObjectKeyTests),
        DisableDiscoveryEnumeration = true
    )]
    public async Task A_hostile_key_is_refused_by_every_member(string key)
    {
        Func<Task>[] members =
        [
            () => Put(key, "x"),
            () => Store.PutFileAsync(key, "/dev/null", move: false),
            () => Store.GetAsync(key),
            () => Store.HeadAsync(key),
            () => Store.DeleteAsync(key),
            () => Store.OpenLocalAsync(key),
            () => Store.SignAsync(key, TimeSpan.FromMinutes(1)),
        ];
        foreach (var member in members)
            (await Should.ThrowAsync<StorageException>(member)).Kind.ShouldBe(StorageErrorKind.InvalidKey);
        (await Keys("")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_can_be_put_by_moving_or_copying(bool move)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "recorded");

            var put = await Store.PutFileAsync("uploads/1", path, move);

            put.ShouldBe(await Store.HeadAsync("uploads/1"));
            put.Sha256.ShouldBe(Sha256("recorded"));
            (await ReadText("uploads/1")).ShouldBe("recorded");
            File.Exists(path).ShouldBe(!move);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_lease_gives_a_path_to_the_content()
    {
        await Put("a/audio.mp3", "sound");

        await using var lease = await Store.OpenLocalAsync("a/audio.mp3");

        Path.IsPathFullyQualified(lease.Path).ShouldBeTrue();
        (await File.ReadAllTextAsync(lease.Path)).ShouldBe("sound");
    }

    [Fact]
    public async Task Progress_grows_to_the_size()
    {
        var progress = new Recorded();

        await Store.PutAsync("large", new MemoryStream(new byte[3_000_000]), progress);

        progress.Values.Count.ShouldBeGreaterThan(1);
        progress.Values.ShouldBeInOrder();
        progress.Values[^1].ShouldBe(3_000_000);
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_what_was_there_before_and_its_own_error()
    {
        await Put("note", "before");

        var error = await Should.ThrowAsync<IOException>(() =>
            Store.PutAsync("note", new GeneratedStream(10_000_000, failAt: 5_000_000))
        );

        error.Message.ShouldBe(GeneratedStream.Failure);
        (await ReadText("note")).ShouldBe("before");
        (await Keys("")).ShouldBe(["note"]);
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorded(cancellation.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Store.PutAsync("note", new GeneratedStream(100_000_000), progress, cancellation.Token)
        );

        (await Keys("")).ShouldBeEmpty();
    }

    [Fact]
    public virtual async Task Concurrent_puts_of_a_key_end_with_one_of_them_whole()
    {
        // All of one size, so that only the content tells them apart.
        string[] texts = [.. Enumerable.Range(0, 16).Select(i => new string((char)('a' + i), 200_000))];

        await Task.WhenAll(texts.Select(text => Task.Run(() => Put("same", text))));

        var text = await ReadText("same");
        texts.ShouldContain(text);
        (await Store.HeadAsync("same")).ShouldNotBeNull().Sha256.ShouldBe(Sha256(text));
    }

    [Fact]
    public virtual async Task Readers_see_the_old_or_the_new_while_it_is_replaced()
    {
        var (first, second) = (new string('1', 500_000), new string('2', 500_000));
        await Put("busy", first);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await Put("busy", i % 2 == 0 ? second : first);
        });

        do
        {
            var text = await ReadText("busy");
            (text == first || text == second).ShouldBeTrue();
        } while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public async Task Puts_and_deletes_side_by_side_do_not_hinder_each_other()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        for (var round = 0; round < 15; round++)
                        {
                            await Put($"shared/folder/{i}", "x");
                            await Store.DeleteAsync($"shared/folder/{i}");
                        }
                    })
                )
        );

        (await Keys("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_stream_is_stored_in_flat_memory()
    {
        const long Size = 128L << 20;
        await Put("warm-up", "x");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var put = await Store.PutAsync("large", new GeneratedStream(Size));

        put.Size.ShouldBe(Size);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(32L << 20);
        await using var tail = await Store.GetAsync("large", new ByteRange(Size - 1));
        tail.Content.ReadByte().ShouldBe(GeneratedStream.At(Size - 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(8 * 24 * 3600)]
    public async Task An_address_is_never_signed_for_no_time_or_more_than_a_week(int seconds) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.SignAsync("a", TimeSpan.FromSeconds(seconds)));

    protected Task<ObjectInfo> Put(string key, string text) =>
        Store.PutAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    protected async Task<string> ReadText(string key)
    {
        await using var stored = await Store.GetAsync(key);
        return await ReadText(stored);
    }

    protected async Task<string[]> Keys(string prefix)
    {
        var keys = new List<string>();
        await foreach (var info in Store.ListAsync(prefix))
            keys.Add(info.Key);
        return [.. keys];
    }

    protected static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> ReadText(StoredObject stored)
    {
        using var reader = new StreamReader(stored.Content, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
