using System.Net;
using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>Turns what Swift says into a sentence.</summary>
internal static class SwiftFault
{
    public static StorageException From(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.NotFound => RemoteFault.NotFound(),
            HttpStatusCode.RequestedRangeNotSatisfiable => RemoteFault.InvalidRange(),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => RemoteFault.AccessDenied(),
            // Over the quota of the container or of the account.
            HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.InsufficientStorage => RemoteFault.Full(),
            HttpStatusCode.UnprocessableEntity => RemoteFault.Damaged(),
            _ => RemoteFault.Unavailable(
                new HttpRequestException($"Swift answers {(int)answer.StatusCode}.", null, answer.StatusCode)
            ),
        };

    public static StorageException NoContainer() =>
        new(StorageErrorKind.Unavailable, "The container that this server stores in does not exist.");
}
