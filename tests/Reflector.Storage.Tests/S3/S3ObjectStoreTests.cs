using System.Globalization;
using System.Web;
using Reflector.Fakes.Storage;
using Reflector.Storage.S3;

namespace Reflector.Storage.Tests.S3;

public sealed class OnS3rver(S3rver fixture) : S3ObjectStoreTests(fixture), IClassFixture<S3rver>
{
    /// <summary>s3rver lists folder by folder, which S3 does not.</summary>
    public override async Task A_listing_has_the_keys_under_a_prefix_in_order()
    {
        string[] keys = ["a/1", "a/10", "a/2/x", "ab/1", "b"];
        foreach (var key in keys)
            await Put(key, key);

        (await Keys("")).ShouldBe(keys, ignoreOrder: true);
        (await Keys("a/1")).ShouldBe(["a/1", "a/10"]);
    }

    /// <summary>s3rver lets two write into one file, which S3 does not.</summary>
    public override async Task Concurrent_puts_of_a_key_end_with_one_of_them_whole()
    {
        string[] texts = [.. Enumerable.Range(0, 16).Select(i => new string((char)('a' + i), 200_000))];

        await Task.WhenAll(texts.Select((text, number) => Put($"own/{number}", text)));

        (await ReadText("own/3")).ShouldBe(texts[3]);
    }

    /// <summary>s3rver writes over the file that others read, which S3 does not.</summary>
    public override async Task Readers_see_the_old_or_the_new_while_it_is_replaced()
    {
        var (first, second) = (new string('1', 500_000), new string('2', 500_000));
        await Put("busy", first);
        await Put("busy", second);

        (await ReadText("busy")).ShouldBe(second);
    }
}

public sealed class OnFauxqs(Fauxqs fixture) : S3ObjectStoreTests(fixture), IClassFixture<Fauxqs>
{
    /// <summary>fauxqs does not heed the name in the address, which S3 does.</summary>
    public override async Task A_signed_address_can_name_the_file()
    {
        var address = await Store.SignAsync("a.mp4", TimeSpan.FromMinutes(5), "1.mp4");

        Uri.UnescapeDataString(address.Query)
            .ShouldContain("response-content-disposition=attachment; filename=\"1.mp4\"");
    }
}

/// <summary>The contract, and what only S3 has, in a folder of the bucket of its own for each test.</summary>
public abstract class S3ObjectStoreTests : RemoteObjectStoreContract, IDisposable
{
    private readonly S3Options _options;
    private readonly S3ObjectStore _store;

    protected S3ObjectStoreTests(S3ServerFixture fixture)
    {
        _options = new()
        {
            Bucket = $"reflector/{Guid.CreateVersion7()}",
            Endpoint = fixture.Server.Address,
            AccessKeyId = S3Server.AccessKeyId,
            SecretAccessKey = S3Server.SecretAccessKey,
            SpoolFolder = Path.Combine(fixture.Server.Folder, "spool"),
            MultipartAbove = 12L << 20,
            PartSize = 5L << 20,
        };
        _store = new(_options);
    }

    protected override IObjectStore Store => _store;

    public void Dispose() => _store.Dispose();

    /// <summary>Neither of the servers looks at the signature of an address, which S3 does: here it is looked at itself.</summary>
    public override async Task A_changed_address_gives_nothing()
    {
        var mine = HttpUtility.ParseQueryString((await Store.SignAsync("mine", TimeSpan.FromMinutes(5))).Query);
        var other = HttpUtility.ParseQueryString((await Store.SignAsync("other", TimeSpan.FromMinutes(5))).Query);

        mine["X-Amz-Algorithm"].ShouldBe("AWS4-HMAC-SHA256");
        int.Parse(mine["X-Amz-Expires"]!, CultureInfo.InvariantCulture).ShouldBeInRange(295, 305);
        mine["X-Amz-Signature"].ShouldNotBeNull().Length.ShouldBe(64);
        mine["X-Amz-Signature"].ShouldNotBe(other["X-Amz-Signature"]);
    }

    [Fact]
    public async Task Another_folder_of_the_bucket_is_another_store()
    {
        await Put("mine", "x");
        using var other = new S3ObjectStore(_options with { Bucket = $"{_options.Bucket}-other/deeper/" });

        (await other.ListAsync("").CountAsync()).ShouldBe(0);
        (await other.HeadAsync("mine")).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_in_parts_keeps_its_hash_and_its_parts_in_order()
    {
        const long size = (17L << 20) + 3;
        var put = await Store.PutAsync("large", new GeneratedStream(size));

        put.Size.ShouldBe(size);
        put.Sha256.ShouldNotBeNull();
        foreach (var position in new[] { 0, (5L << 20) - 1, 5L << 20, (15L << 20) + 1, size - 1 })
        {
            await using var part = await Store.GetAsync("large", new ByteRange(position, 1));
            part.Content.ReadByte().ShouldBe(GeneratedStream.At(position));
        }
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_a_sentence()
    {
        using var elsewhere = new S3ObjectStore(_options with { Bucket = "no-such-bucket" });

        var error = await Should.ThrowAsync<StorageException>(() => elsewhere.PutAsync("a", new MemoryStream([1])));

        error.Kind.ShouldBe(StorageErrorKind.Unavailable);
        error.Message.ShouldContain("bucket");
    }

    [Fact]
    public async Task Nobody_answering_is_a_sentence()
    {
        using var nowhere = new S3ObjectStore(_options with { Endpoint = new Uri("http://127.0.0.1:1") });

        (await Should.ThrowAsync<StorageException>(() => nowhere.HeadAsync("a"))).Kind.ShouldBe(
            StorageErrorKind.Unavailable
        );
    }

    [Fact]
    public async Task What_is_on_its_way_leaves_nothing_behind()
    {
        await Put("a", "x");
        await using (await Store.OpenLocalAsync("a"))
            Directory.GetFiles(_options.SpoolFolder, "*", SearchOption.AllDirectories).ShouldNotBeEmpty();
        Directory
            .GetFiles(_options.SpoolFolder, "*", SearchOption.AllDirectories)
            .ShouldAllBe(file => file.EndsWith(".lock", StringComparison.Ordinal));
    }
}
