using System.Net;
using System.Text.Json;

namespace Reflector.Storage.Swift;

/// <summary>The segments of large objects, which lie in a container of their own.</summary>
internal sealed class SwiftSegments(SwiftClient client, string container)
{
    public string Container { get; } = $"{container}_segments";

    /// <summary>Paths (<c>/container/name</c>) of an object's segments; none of one that has none or is not there.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string name, CancellationToken cancellationToken)
    {
        var address = $"{Uri.EscapeDataString(container)}/{SwiftClient.Escape(name)}";
        using (var head = await client.SendAsync(HttpMethod.Head, address, cancellationToken))
        {
            if (!IsSegmented(head))
                return [];
        }
        using var answer = await client.SendAsync(
            HttpMethod.Get,
            $"{address}?multipart-manifest=get",
            cancellationToken
        );
        if (!answer.IsSuccessStatusCode)
            return [];
        var listed = await client.ReadAsync<List<JsonElement>>(answer, cancellationToken);
        return [.. listed.Select(segment => segment.GetProperty("name").GetString()!)];
    }

    public static bool IsSegmented(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-Static-Large-Object", out var values)
        && values.Contains("True", StringComparer.OrdinalIgnoreCase);

    /// <summary>They no longer go by themselves.</summary>
    public async Task KeepAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            using var answer = await client.SendAsync(
                HttpMethod.Post,
                SwiftClient.Escape(path[1..]),
                cancellationToken,
                (request, _) => request.Headers.Add("X-Remove-Delete-At", "true")
            );
            if (!answer.IsSuccessStatusCode)
                throw SwiftFault.From(answer);
        }
    }

    /// <summary>Tries to remove them; what cannot be removed stays.</summary>
    public async Task DeleteAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            try
            {
                using var answer = await client.SendAsync(
                    HttpMethod.Delete,
                    SwiftClient.Escape(path[1..]),
                    cancellationToken
                );
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    return;
            }
            catch (StorageException)
            {
                // The object itself is as it should be, or the first failure is the one to tell.
                return;
            }
        }
    }
}
