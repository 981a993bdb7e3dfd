using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings;
using Reflector.Storage;
using Reflector.Storage.Local;

namespace Reflector.Server.CommandLine.Doctor;

/// <summary>Puts, reads, signs and deletes an object in the configured store.</summary>
internal sealed class StorageCheck(ReflectorSettings settings, TimeProvider clock)
{
    private const int Size = 4096;
    private const int Offset = 1000;
    private const int Length = 96;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var store = ObjectStores.Open(settings, clock, NullLoggerFactory.Instance);
            using var closing = store as IDisposable;
            var key = $"doctor/{Guid.CreateVersion7()}";
            var finding = await TryAsync(store, key, cancellationToken);
            await store.DeleteAsync(key, cancellationToken);
            if (finding is not null)
                return finding;
            return await store.HeadAsync(key, cancellationToken) is null
                ? Finding.Good($"{settings.StorageBackend}: put, get, range, delete and signed addresses work")
                : Finding.Bad(
                    "A deleted object is still there",
                    "Check the permissions there, and whether versions are kept."
                );
        }
        catch (StorageException exception)
        {
            return Finding.Bad(exception.Message, Advice());
        }
    }

    private static async Task<Finding?> TryAsync(IObjectStore store, string key, CancellationToken cancellationToken)
    {
        var content = RandomNumberGenerator.GetBytes(Size);
        await store.PutAsync(key, new MemoryStream(content), cancellationToken: cancellationToken);
        var part = content[Offset..(Offset + Length)];
        await using (var stored = await store.GetAsync(key, new ByteRange(Offset, Length), cancellationToken))
        {
            var read = new byte[Length];
            await stored.Content.ReadExactlyAsync(read, cancellationToken);
            if (!read.AsSpan().SequenceEqual(part))
                return Finding.Bad(
                    "What was read is not what was written",
                    "Check the storage: its disk, or the service."
                );
        }
        return await IsHandedOutAsync(store, key, part, cancellationToken)
            ? null
            : Finding.Bad(
                "A signed address does not hand the object out",
                "Check this machine's clock, whether the service knows signed addresses (S3: presigned URLs, Swift: TempURL with SHA-256), and that it can be reached from here."
            );
    }

    private static async Task<bool> IsHandedOutAsync(
        IObjectStore store,
        string key,
        byte[] part,
        CancellationToken cancellationToken
    )
    {
        var address = await store.SignAsync(key, TimeSpan.FromMinutes(5), cancellationToken: cancellationToken);
        if (store is LocalObjectStore local)
        {
            var query = QueryHelpers.ParseQuery(address.ToString().Split('?')[1]);
            var expires = long.Parse(query["expires"].ToString(), CultureInfo.InvariantCulture);
            return local.IsSigned(key, expires, null, query["signature"].ToString());
        }
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) });
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(Offset, Offset + Length - 1);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                && (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).AsSpan().SequenceEqual(part);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Advice() =>
        settings switch
        {
            { S3Storage: not null } =>
                "Check the TRANSCRIPT_STORAGE_AWS_ settings: bucket, region, key, and whether the key may list, put, get and delete.",
            { SwiftStorage: not null } =>
                "Check the OS_ settings and SWIFT_CONTAINER, which must exist, and whether the credential's roles may store in the project.",
            _ => "Check DATA_DIR: its disk and its permissions.",
        };
}
