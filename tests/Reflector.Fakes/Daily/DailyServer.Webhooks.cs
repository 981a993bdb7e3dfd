using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Reflector.Fakes.Daily;

public sealed partial class DailyServer
{
    private const string Probe = """{"test":"test"}""";
    private const int MostFailures = 3;

    private readonly Dictionary<string, JsonObject> _webhooks = new(StringComparer.Ordinal);

    /// <summary>How many may be registered.</summary>
    public int MaxWebhooks { get; set; } = 1;

    /// <summary>Of the registered webhook; null for none.</summary>
    public string? WebhookState
    {
        get
        {
            lock (State)
                return (string?)_webhooks.Values.FirstOrDefault()?["state"];
        }
    }

    private void MapWebhooks(RouteGroupBuilder api)
    {
        api.MapPost("/webhooks", CreateWebhookAsync);
        api.MapGet("/webhooks", ListWebhooks);
        api.MapGet("/webhooks/{id}", (string id) => OnWebhook(id, hook => Results.Json(hook.DeepClone())));
        api.MapPost("/webhooks/{id}", UpdateWebhookAsync);
        api.MapDelete("/webhooks/{id}", DeleteWebhook);
    }

    private async Task<IResult> CreateWebhookAsync(JsonObject body)
    {
        var hmac = (string?)body["hmac"] ?? DefaultSecret;
        if (!IsBase64(hmac))
            return Error(400, "invalid-request-error", "hmac should be base64");
        if ((string?)body["url"] is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var target))
            return Error(400, "invalid-request-error", "url is required");
        lock (State)
        {
            if (_webhooks.Count >= MaxWebhooks)
                return Error(400, "invalid-request-error", "max webhook count reached");
        }
        if (!await ProbeAsync(target, hmac))
            return Error(400, "invalid-request-error", "non-200 status code returned from webhook endpoint");
        var id = Guid.CreateVersion7().ToString();
        var hook = new JsonObject
        {
            ["uuid"] = id,
            ["url"] = url,
            ["hmac"] = hmac,
            ["basicAuth"] = null,
            ["retryType"] = (string?)body["retryType"] ?? "circuit-breaker",
            ["eventTypes"] = body["eventTypes"]?.DeepClone() ?? new JsonArray(),
            ["state"] = "ACTIVE",
            ["failedCount"] = 0,
            ["lastMomentPushed"] = null,
            ["domainId"] = "fake-domain",
            ["createdAt"] = Clock.GetUtcNow().ToString("O"),
            ["updatedAt"] = Clock.GetUtcNow().ToString("O"),
        };
        lock (State)
        {
            _webhooks[id] = hook;
            Events.Hmac = hmac;
            var isPatient = (string)hook["retryType"]! == "exponential";
            Webhooks.IsSentAgain = status => isPatient && status != 200;
            Webhooks.Repetitions = isPatient ? 4 : 0;
            Webhooks.Target = target;
            return Results.Json(hook.DeepClone());
        }
    }

    private IResult ListWebhooks()
    {
        lock (State)
            return Results.Json(new JsonArray([.. _webhooks.Values.Select(hook => hook.DeepClone())]));
    }

    private async Task<IResult> UpdateWebhookAsync(string id, JsonObject body)
    {
        string url;
        lock (State)
        {
            if (!_webhooks.TryGetValue(id, out var hook))
                return Error(404, "not-found", $"webhook {id} not found");
            url = (string?)body["url"] ?? (string)hook["url"]!;
        }
        if (!await ProbeAsync(new Uri(url), Events.Hmac))
            return Error(400, "invalid-request-error", "non-200 status code returned from webhook endpoint");
        return OnWebhook(
            id,
            hook =>
            {
                hook["url"] = url;
                hook["state"] = "ACTIVE";
                hook["failedCount"] = 0;
                if (body["eventTypes"] is { } types)
                    hook["eventTypes"] = types.DeepClone();
                Webhooks.Target = new Uri(url);
                return Results.Json(hook.DeepClone());
            }
        );
    }

    private IResult DeleteWebhook(string id)
    {
        lock (State)
        {
            if (!_webhooks.Remove(id))
                return Error(404, "not-found", $"webhook {id} not found");
            Webhooks.Target = null;
            return Results.Json(new JsonObject { ["uuid"] = id, ["deleted"] = true });
        }
    }

    private IResult OnWebhook(string id, Func<JsonObject, IResult> use)
    {
        lock (State)
            return _webhooks.TryGetValue(id, out var hook)
                ? use(hook)
                : Error(404, "not-found", $"webhook {id} not found");
    }

    private async Task<bool> ProbeAsync(Uri target, string hmac)
    {
        using var answer = await Webhooks.PostAsync(new DailyWebhooks(hmac, Clock).Sign(Probe), target);
        return answer is { StatusCode: System.Net.HttpStatusCode.OK };
    }

    /// <summary>Three failures without a success between stop everything.</summary>
    private void CountDelivery(int status)
    {
        lock (State)
        {
            foreach (var hook in _webhooks.Values.Where(hook => (string)hook["retryType"]! == "circuit-breaker"))
            {
                var failures = status == 200 ? 0 : (int)hook["failedCount"]! + 1;
                hook["failedCount"] = failures;
                if (failures >= MostFailures)
                    hook["state"] = "FAILED";
            }
        }
    }

    private bool IsDelivering(string type) =>
        _webhooks.Values.FirstOrDefault() is not { } hook
        || (
            (string)hook["state"]! == "ACTIVE"
            && (
                hook["eventTypes"]!.AsArray() is { Count: 0 }
                || hook["eventTypes"]!.AsArray().Any(item => (string)item! == type)
            )
        );

    private static bool IsBase64(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out _) && text.Length > 0;
}
