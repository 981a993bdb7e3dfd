using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Reflector.Fakes.Services;

/// <summary>One webhook, ready to be sent as often as wanted.</summary>
public sealed record SignedWebhook(string Body, IReadOnlyDictionary<string, string> Headers);

/// <param name="Status">Of each attempt; 0 when nobody answered.</param>
public sealed record WebhookDelivery(SignedWebhook Webhook, IReadOnlyList<int> Status);

/// <summary>Sends webhooks one after the other, in the background.</summary>
public sealed class WebhookSender : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler()) { Timeout = Patience };
    private readonly Channel<(SignedWebhook Webhook, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(
        SignedWebhook,
        TaskCompletionSource
    )>();
    private readonly ConcurrentQueue<WebhookDelivery> _deliveries = new();
    private readonly Task _sending;

    internal WebhookSender(TimeProvider clock)
    {
        Clock = clock;
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Where they go; null to send none.</summary>
    public Uri? Target { get; set; }

    /// <summary>While set they are kept in <see cref="Held"/>, for a test to send as it likes.</summary>
    public bool IsHolding { get; set; }

    public ConcurrentQueue<SignedWebhook> Held { get; } = new();

    public IReadOnlyList<WebhookDelivery> Deliveries => [.. _deliveries];

    internal TimeProvider Clock { get; }

    /// <summary>Times one is sent again after an answer that is no success, and which answers those are.</summary>
    internal Func<int, bool> IsSentAgain { get; set; } = _ => false;

    internal int Repetitions { get; set; }

    /// <summary>Told of the last answer to each.</summary>
    internal Action<int> Delivered { get; set; } = _ => { };

    /// <summary>Sends one now.</summary>
    /// <returns>The answer; 0 for none.</returns>
    public async Task<int> SendAsync(SignedWebhook webhook)
    {
        using var answer = await PostAsync(webhook, Target ?? throw new InvalidOperationException("No target is set."));
        return answer is null ? 0 : (int)answer.StatusCode;
    }

    /// <summary>Until everything that has happened so far is delivered or given up.</summary>
    public async Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queue.Writer.TryWrite((new("", new Dictionary<string, string>()), done)))
            await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _client.CancelPendingRequests();
        await _sending;
        _client.Dispose();
    }

    internal void Enqueue(SignedWebhook webhook)
    {
        if (IsHolding)
            Held.Enqueue(webhook);
        else if (Target is not null)
            _queue.Writer.TryWrite((webhook, new()));
    }

    private async Task SendAllAsync()
    {
        await foreach (var (webhook, done) in _queue.Reader.ReadAllAsync())
        {
            if (webhook.Body.Length > 0 && Target is { } target)
                await DeliverAsync(webhook, target);
            done.TrySetResult();
        }
    }

    private async Task DeliverAsync(SignedWebhook webhook, Uri target)
    {
        var attempts = new List<int>();
        do
        {
            using var answer = await PostAsync(webhook, target);
            attempts.Add(answer is null ? 0 : (int)answer.StatusCode);
        } while (IsSentAgain(attempts[^1]) && attempts.Count <= Repetitions);
        _deliveries.Enqueue(new(webhook, attempts));
        Delivered(attempts[^1]);
    }

    internal async Task<HttpResponseMessage?> PostAsync(SignedWebhook webhook, Uri target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        request.Content = new StringContent(webhook.Body, null, "application/json");
        foreach (var (name, value) in webhook.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            return await _client.SendAsync(request);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
