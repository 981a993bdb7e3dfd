using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Storage.Local;
using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>Objects in a container of OpenStack Swift.</summary>
public sealed class SwiftObjectStore : RemoteObjectStore
{
    private const int PageSize = 1000;
    private const int DeletedAtOnce = 8;

    private readonly SwiftOptions _options;
    private readonly SwiftClient _client;
    private readonly SwiftUpload _upload;
    private readonly SwiftAddresses _addresses;
    private readonly string _container;
    private readonly string _folder;

    /// <exception cref="StorageException">The folder for what is on its way cannot be used.</exception>
    public SwiftObjectStore(SwiftOptions options, ILogger<SwiftObjectStore>? logger = null)
        : base(options.SpoolFolder, (ILogger?)logger ?? NullLogger<SwiftObjectStore>.Instance)
    {
        _options = options;
        var parts = options.Container.Split('/', 2);
        _container = parts[0];
        _folder = parts.Length == 1 || parts[1].Trim('/') is not { Length: > 0 } folder ? "" : folder + "/";
        _client = new SwiftClient(options);
        _upload = new SwiftUpload(_client, _container, options);
        _addresses = new SwiftAddresses(_client, _container, options);
    }

    public override async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        ObjectKey.Require(key);
        using var answer = await _client.SendAsync(HttpMethod.Head, Address(key), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (!answer.IsSuccessStatusCode)
            throw SwiftFault.From(answer);
        return Describe(key, answer, answer.Content.Headers.ContentLength ?? 0);
    }

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ObjectKey.RequirePrefix(prefix);
        await foreach (var entry in EntriesAsync(prefix, cancellationToken))
            yield return new(entry.Name[_folder.Length..], entry.Bytes, entry.Time, null);
    }

    public override async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ObjectKey.Require(key);
        using var head = await _client.SendAsync(HttpMethod.Head, Address(key), cancellationToken);
        if (head.StatusCode == HttpStatusCode.NotFound)
            return;
        if (!head.IsSuccessStatusCode)
            throw SwiftFault.From(head);
        await DeleteAsync(Address(key), SwiftSegments.IsSegmented(head), cancellationToken);
    }

    public override async Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    )
    {
        ObjectKey.Require(key);
        return await _addresses.SignAsync(_folder + key, validFor, fileName, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _addresses.Dispose();
            _client.Dispose();
        }
        base.Dispose(disposing);
    }

    private protected override bool IsFault(Exception exception) => LineFault.IsOne(exception);

    private protected override StorageException ToSentence(Exception exception) => LineFault.From(exception);

    private protected override async Task<ObjectInfo> SendAsync(
        string key,
        string path,
        Task<string> sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var time = await _upload.SendAsync(_folder + key, path, sha256, progress, cancellationToken);
        return time is null
            ? await HeadAsync(key, cancellationToken) ?? throw RemoteFault.NotFound()
            : new(key, new FileInfo(path).Length, time.Value, await sha256);
    }

    private protected override async Task<StoredObject> OpenAsync(
        string key,
        long offset,
        long? length,
        CancellationToken cancellationToken
    )
    {
        var range = offset > 0 || length is not null ? new RangeHeaderValue(offset, offset + length - 1) : null;
        var answer = await _client.SendAsync(
            HttpMethod.Get,
            Address(key),
            cancellationToken,
            (request, _) => request.Headers.Range = range
        );
        var isAsAsked = answer.StatusCode == (range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        if (!isAsAsked || answer.Content.Headers.ContentLength is not { } given)
        {
            var fault = SwiftFault.From(answer);
            answer.Dispose();
            throw fault;
        }
        var content = new PatientStream(
            answer,
            await answer.Content.ReadAsStreamAsync(cancellationToken),
            _options.Patience
        );
        var size = answer.Content.Headers.ContentRange?.Length ?? given;
        return new(Describe(key, answer, size), new BoundedReadStream(content, given), offset, given);
    }

    private protected override async Task<int> DeleteFolderAsync(string prefix, CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        await foreach (var entry in EntriesAsync(prefix, cancellationToken))
            entries.Add(entry);
        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = DeletedAtOnce, CancellationToken = cancellationToken },
            async (entry, token) =>
                await DeleteAsync(Address(entry.Name[_folder.Length..]), entry.SloEtag is not null, token)
        );
        return entries.Count;
    }

    private async Task DeleteAsync(string address, bool isSegmented, CancellationToken cancellationToken)
    {
        using var answer = await _client.SendAsync(
            HttpMethod.Delete,
            isSegmented ? $"{address}?multipart-manifest=delete" : address,
            cancellationToken,
            (request, _) => request.Headers.Accept.ParseAdd("application/json")
        );
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return;
        if (!answer.IsSuccessStatusCode)
            throw SwiftFault.From(answer);
        // The true status of many deletions is in the body.
        if (
            isSegmented
            && await _client.ReadAsync<JsonElement>(answer, cancellationToken) is var result
            && result.GetProperty("Errors").GetArrayLength() > 0
        )
            throw RemoteFault.Unavailable();
    }

    private async IAsyncEnumerable<Entry> EntriesAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var marker = "";
        List<Entry> page;
        do
        {
            using var answer = await _client.SendAsync(
                HttpMethod.Get,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Uri.EscapeDataString(_container)}?format=json&limit={PageSize}&prefix={Uri.EscapeDataString(_folder + prefix)}&marker={Uri.EscapeDataString(marker)}"
                ),
                cancellationToken
            );
            if (answer.StatusCode == HttpStatusCode.NotFound)
                throw SwiftFault.NoContainer();
            if (!answer.IsSuccessStatusCode)
                throw SwiftFault.From(answer);
            page = await _client.ReadAsync<List<Entry>>(answer, cancellationToken);
            foreach (var entry in page)
                yield return entry;
            // A page may be shorter than asked for and not be the last.
            marker = page.Count == 0 ? "" : page[^1].Name;
        } while (page.Count > 0);
    }

    private static ObjectInfo Describe(string key, HttpResponseMessage answer, long size) =>
        new(
            key,
            size,
            answer.Content.Headers.LastModified ?? default,
            answer.Headers.TryGetValues(SwiftUpload.HashMetadata, out var values)
            && values.First() is { Length: 64 } hash
                ? hash
                : null
        );

    private string Address(string key) => $"{Uri.EscapeDataString(_container)}/{SwiftClient.Escape(_folder + key)}";

    private sealed record Entry(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("bytes")] long Bytes,
        [property: JsonPropertyName("last_modified")] string LastModified,
        [property: JsonPropertyName("slo_etag")] string? SloEtag
    )
    {
        // Without a zone, in UTC.
        public DateTimeOffset Time =>
            DateTimeOffset.Parse(LastModified, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
