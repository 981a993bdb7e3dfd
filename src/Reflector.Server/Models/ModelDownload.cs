using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Reflector.Server.Models;

/// <summary>
/// Fetches one file beside its place, going on where an earlier attempt broke off, and gives it out only when it is whole
/// and what its publisher says it is.
/// </summary>
internal sealed class ModelDownload(HttpClient http, string folder, long largestBytes)
{
    private const int Attempts = 4;
    private const int LongestList = 4 << 20;

    /// <summary>How long nothing may come.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    /// <param name="checksum">SHA-256 in hexadecimal digits; null when the publisher gives none and that is accepted.</param>
    /// <param name="progress">Told bytes so far, and all of them where that is known.</param>
    /// <returns>The file's path.</returns>
    public async Task<string> FetchAsync(
        Uri address,
        string? checksum,
        IProgress<(long Done, long? All)> progress,
        CancellationToken cancellationToken
    )
    {
        var part = Path.Combine(folder, Path.GetFileName(address.LocalPath) + ".part");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await ContinueAsync(address, part, progress, cancellationToken))
                    break;
            }
            catch (Exception exception)
                when (exception is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                if (IsDiskFull(exception))
                    throw new ModelException(
                        $"There is no room for the model in {folder}. Free some space.",
                        exception
                    );
                if (attempt >= Attempts && !(File.Exists(part) && new FileInfo(part).Length > 0))
                    throw Unreachable(address, exception);
            }
            if (attempt >= Attempts)
                throw new ModelException(
                    $"{address.Host} broke the transfer off {Attempts} times. What came is kept: try again to go on."
                );
        }
        if (checksum is not null && !await MatchesAsync(part, checksum, cancellationToken))
        {
            Forget(part);
            throw new ModelException(
                $"{address} is not what its publisher says it is (another SHA-256), so it was thrown away. Try again; if that happens twice, do not trust the address."
            );
        }
        return part;
    }

    /// <summary>The publisher's list of checksums: a name and a SHA-256 a line.</summary>
    /// <returns>Null when there is no list, or the file is not in it.</returns>
    public async Task<string?> ChecksumAsync(Uri list, string file, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(list, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw Refused(list, response.StatusCode);
            await response.Content.LoadIntoBufferAsync(LongestList, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return text.Split('\n')
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length == 2)
                // Some tools write the sum first, with an asterisk before the name.
                .Select(fields =>
                    IsSum(fields[1])
                        ? (Name: fields[0], Sum: fields[1])
                        : (Name: fields[1].TrimStart('*'), Sum: fields[0])
                )
                .FirstOrDefault(entry => entry.Name == file && IsSum(entry.Sum))
                .Sum;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(list, exception);
        }
    }

    public static void Forget(string part)
    {
        File.Delete(part);
        File.Delete(Tag(part));
    }

    /// <returns>Whether the file is whole now.</returns>
    private async Task<bool> ContinueAsync(
        Uri address,
        string part,
        IProgress<(long Done, long? All)> progress,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var have = File.Exists(part) && File.Exists(Tag(part)) ? new FileInfo(part).Length : 0;
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            // Only of the same file: else the answer is the whole of the new one.
            request.Headers.IfRange = new RangeConditionHeaderValue(
                EntityTagHeaderValue.Parse(await File.ReadAllTextAsync(Tag(part), cancellationToken))
            );
        }
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // All of it had come.
            if (response.Content.Headers.ContentRange?.Length == have)
                return true;
            Forget(part);
            return false;
        }
        if (!response.IsSuccessStatusCode)
            throw Refused(address, response.StatusCode);
        var range = response.Content.Headers.ContentRange;
        var goesOn = response.StatusCode is HttpStatusCode.PartialContent && range?.From == have;
        if (response.StatusCode is HttpStatusCode.PartialContent && !goesOn)
        {
            Forget(part);
            return false;
        }
        var all = goesOn ? range!.Length : response.Content.Headers.ContentLength;
        if (all > largestBytes)
            throw TooLarge(address);
        if (!goesOn)
            Forget(part);
        if (response.Headers.ETag is { IsWeak: false } tag)
            await File.WriteAllTextAsync(Tag(part), tag.ToString(), cancellationToken);

        await using var file = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                stall.CancelAfter(Stall);
                var read = await content.ReadAsync(buffer, stall.Token);
                if (read == 0)
                    break;
                if (file.Position + read > largestBytes)
                    throw TooLarge(address);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress.Report((file.Position, all));
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("Nothing came for too long", exception);
        }
        return all is null || file.Position == all;
    }

    private static async Task<bool> MatchesAsync(string path, string checksum, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var sum = await SHA256.HashDataAsync(file, cancellationToken);
        return Convert.ToHexString(sum).Equals(checksum, StringComparison.OrdinalIgnoreCase);
    }

    private static string Tag(string part) => part + ".etag";

    private static bool IsSum(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static bool IsDiskFull(Exception exception) =>
        exception is IOException && (exception.HResult & 0xFFFF) is 28 or 112;

    private static ModelException Refused(Uri address, HttpStatusCode status) =>
        new($"{address} cannot be fetched: the server answered {(int)status}. Check MODELS_URL.");

    private static ModelException Unreachable(Uri address, Exception exception) =>
        new(
            $"{address.Host} cannot be reached from this machine. Check its way to the internet, or set MODELS_URL to a mirror.",
            exception
        );

    private ModelException TooLarge(Uri address) =>
        new($"{address} is larger than a model can be ({largestBytes >> 20} MiB), so it was not fetched.");
}
