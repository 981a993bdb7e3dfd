using Reflector.Fakes.Storage;
using Reflector.Storage.S3;

namespace Reflector.Storage.Tests.S3;

/// <summary>Buckets that others write to name their objects as they like.</summary>
public sealed class ForeignKeyTests(Fauxqs fixture) : IClassFixture<Fauxqs>
{
    private const string Key = "room-2025-01-31T10:11:12Z.mp4";

    [Fact]
    public async Task A_key_that_others_chose_is_read_signed_and_deleted()
    {
        using var store = Open(hasForeignKeys: true);
        await store.PutAsync(Key, new MemoryStream([1, 2, 3]));

        (await store.HeadAsync(Key))!.Size.ShouldBe(3);
        await using (var file = await store.OpenLocalAsync(Key))
            (await File.ReadAllBytesAsync(file.Path)).ShouldBe([1, 2, 3]);
        using var client = new HttpClient(new SocketsHttpHandler());
        (await client.GetByteArrayAsync(await store.SignAsync(Key, TimeSpan.FromMinutes(1)))).ShouldBe([1, 2, 3]);
        await store.DeleteAsync(Key);
        (await store.HeadAsync(Key)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public async Task What_leads_astray_is_refused(string key)
    {
        using var store = Open(hasForeignKeys: true);
        (await Should.ThrowAsync<StorageException>(() => store.HeadAsync(key))).Kind.ShouldBe(
            StorageErrorKind.InvalidKey
        );
    }

    [Fact]
    public async Task Our_own_buckets_keep_their_rules()
    {
        using var store = Open(hasForeignKeys: false);
        await Should.ThrowAsync<StorageException>(() => store.HeadAsync(Key));
    }

    private S3ObjectStore Open(bool hasForeignKeys) =>
        new(
            new S3Options
            {
                Bucket = $"reflector/{Guid.CreateVersion7()}",
                Endpoint = fixture.Server.Address,
                AccessKeyId = S3Server.AccessKeyId,
                SecretAccessKey = S3Server.SecretAccessKey,
                SpoolFolder = Path.Combine(fixture.Server.Folder, "spool"),
                HasForeignKeys = hasForeignKeys,
            }
        );
}
