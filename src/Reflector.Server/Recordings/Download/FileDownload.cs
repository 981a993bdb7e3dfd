using System.Net;
using System.Net.Http.Headers;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Recordings.Download;

/// <summary>
/// Fetches a file from an address that somebody gave us into a local one. What breaks off goes on where it was, if the
/// file is still the same; a file that grows past all limits is refused.
/// </summary>
internal sealed class FileDownload(IHttpClientFactory clients, ReflectorSettings settings, TimeProvider clock)
{
    public const string Client = "recording downloads";

    /// <summary>With the redirects that lead to it.</summary>
    public const int MostRedirects = 5;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    /// <param name="address">Of http or https.</param>
    /// <param name="path">Of the part that is there, and of the whole in the end.</param>
    /// <param name="cancellationToken">Ends it; the part stays.</param>
    /// <exception cref="DownloadException">It was not fetched whole.</exception>
    public async Task FetchAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            throw new DownloadException("Only addresses of http and https can be fetched.", isTemporary: false);
        using var limit = new CancellationTokenSource(TimeSpan.FromHours(settings.DownloadMaxHours), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await ContinueAsync(address, path, both.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DownloadException("The download took too long.", isTemporary: true, exception);
        }
        // Where a redirect leads can be anything.
        catch (Exception exception) when (exception is UriFormatException or NotSupportedException)
        {
            throw new DownloadException("The address leads to something that is none.", isTemporary: false, exception);
        }
        catch (Exception exception) when (IsRefused(exception))
        {
            throw new DownloadException(new PrivateAddressException().Message, isTemporary: false, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new DownloadException("The download broke off.", isTemporary: true, exception);
        }
    }

    private async Task ContinueAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        var part = new FileInfo(path);
        var validator = part is { Exists: true, Length: > 0 } ? await ValidatorAsync(path, cancellationToken) : null;
        var have = validator is null ? 0 : part.Length;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", validator);
        }
        using var client = clients.CreateClient(Client);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (answer.Content.Headers.ContentRange?.Length == have)
                return;
            File.Delete(path);
            throw new DownloadException("The file became another one while it was fetched.", isTemporary: true);
        }
        if (!answer.IsSuccessStatusCode)
            throw Refused(answer.StatusCode);
        var isContinued =
            answer.StatusCode is HttpStatusCode.PartialContent && answer.Content.Headers.ContentRange?.From == have;
        if (answer.StatusCode is HttpStatusCode.PartialContent && !isContinued)
            throw new DownloadException("The server sent another part than the one it was asked for.", true);
        if (!isContinued)
            have = 0;
        if (have + (answer.Content.Headers.ContentLength ?? 0) > settings.UploadMaxBytes)
            throw TooLarge();
        await File.WriteAllTextAsync(ValidatorPath(path), Validator(answer) ?? "", cancellationToken);
        await WriteAsync(answer, path, have, cancellationToken);
    }

    private async Task WriteAsync(
        HttpResponseMessage answer,
        string path,
        long have,
        CancellationToken cancellationToken
    )
    {
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        file.SetLength(have);
        file.Position = have;
        var buffer = new byte[128 << 10];
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            silence.CancelAfter(LongestSilence);
            var read = await content.ReadAsync(buffer, silence.Token);
            if (read == 0)
                return;
            have += read;
            if (have > settings.UploadMaxBytes)
                throw TooLarge();
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Only what changes with every byte of the file tells that the rest belongs to what we have.</summary>
    private static string? Validator(HttpResponseMessage answer) =>
        answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : answer.Content.Headers.LastModified?.ToString("R");

    private static async Task<string?> ValidatorAsync(string path, CancellationToken cancellationToken)
    {
        var file = ValidatorPath(path);
        var text = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : "";
        return text.Length == 0 ? null : text;
    }

    /// <summary>Beside the part, what tells which version of the file it is of.</summary>
    public static string ValidatorPath(string path) => path + ".version";

    private static bool IsRefused(Exception? exception) =>
        exception is not null && (exception is PrivateAddressException || IsRefused(exception.InnerException));

    private DownloadException TooLarge() =>
        new(
            $"The recording is larger than the {settings.UploadMaxBytes / 1_000_000.0:0.###} MB that may come in here.",
            isTemporary: false
        );

    private static DownloadException Refused(HttpStatusCode status) =>
        (int)status switch
        {
            408 or 425 or 429 or >= 500 => new($"The server answered {(int)status}.", isTemporary: true),
            >= 300 and <= 399 => new("The address leads elsewhere too often.", isTemporary: false),
            var code => new($"The server does not give out the file ({code}).", isTemporary: false),
        };
}
