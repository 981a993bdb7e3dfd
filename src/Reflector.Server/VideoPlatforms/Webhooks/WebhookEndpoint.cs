using Microsoft.AspNetCore.Mvc;

namespace Reflector.Server.VideoPlatforms.Webhooks;

internal static class WebhookEndpoint
{
    private const int MaxBodyBytes = 1 << 20;

    /// <summary>Takes the webhooks of a platform whose client is an <see cref="IWebhookEvents"/>.</summary>
    public static RouteHandlerBuilder MapWebhook(this IEndpointRouteBuilder routes, string path, string platform) =>
        routes
            .MapPost(
                path,
                async (HttpRequest request, WebhookReceiver receiver, CancellationToken cancellationToken) =>
                {
                    await receiver.ReceiveAsync(platform, request, cancellationToken);
                    return new WebhookTaken("ok");
                }
            )
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithTags("webhooks");
}

internal sealed record WebhookTaken(string Status);
