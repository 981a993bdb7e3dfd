using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using OpenAI;
using OpenAI.Chat;
using Polly;
using Polly.Retry;

namespace Reflector.Server.Summaries.Llm;

/// <summary>One OpenAI-compatible chat API: time limit, retries, and what it turned out not to understand.</summary>
internal sealed partial class ChatEndpoint
{
    private const int MostRetries = 4;

    /// <summary>A server that asks for more patience than this is waited for as long as this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly SummarizerOptions _options;
    private readonly ChatClient _client;
    private readonly ResiliencePipeline<ClientResult<ChatCompletion>> _retries;
    private readonly string _host;
    private volatile int _understands = (int)Features.All;

    public ChatEndpoint(SummarizerOptions options, TimeProvider time)
    {
        var url =
            options.Url
            ?? throw new ArgumentException("The address of the language model is missing.", nameof(options));
        _options = options;
        _host = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}";

        // The client wants a key even for servers that want none.
        var key = new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey);
        var client = new OpenAIClientOptions
        {
            Endpoint = url,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        _client = new ChatClient(options.Model, key, client);
        _retries = Retries(time);
    }

    [Flags]
    private enum Features
    {
        None = 0,
        Temperature = 1,
        Schema = 2,
        All = Temperature | Schema,
    }

    /// <returns>What the model wrote; null when the answer was cut off at its length limit.</returns>
    /// <exception cref="SummaryException">There is no answer to be had.</exception>
    public async Task<string?> AskAsync(
        IReadOnlyList<ChatMessage> messages,
        AnswerSchema schema,
        float temperature,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var completion = await AskWithKnownFeaturesAsync(messages, schema, temperature, cancellationToken);
            var text = string.Concat(completion.Content.Select(part => part.Text));
            return completion.FinishReason == ChatFinishReason.Length ? null : text;
        }
        catch (ClientResultException exception)
        {
            throw new SummaryException(Explain(exception), exception)
            {
                IsMisconfigured = exception.Status is 401 or 403 or 404,
            };
        }
        catch (HttpRequestException exception)
        {
            throw new SummaryException($"The language model at {_host} could not be reached.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not SummaryException)
        {
            throw new SummaryException(
                $"The language model at {_host} gave an answer that is not a chat completion.",
                exception
            );
        }
    }

    public SummaryException Unusable(int attempts) =>
        new($"The language model {_options.Model} at {_host} gave no usable answer in {attempts} attempts.");

    /// <summary>Servers refuse what they do not know with 400 or 422; it is left out then, and from then on.</summary>
    private async Task<ChatCompletion> AskWithKnownFeaturesAsync(
        IReadOnlyList<ChatMessage> messages,
        AnswerSchema schema,
        float temperature,
        CancellationToken cancellationToken
    )
    {
        var features = (Features)_understands;
        while (true)
        {
            try
            {
                var request = Request(schema, temperature, features);
                var result = await _retries.ExecuteAsync(
                    async token => await AskOnceAsync(messages, request, token),
                    cancellationToken
                );
                _understands = (int)features;
                return result.Value;
            }
            catch (ClientResultException exception) when (exception.Status is 400 or 422 && features != Features.None)
            {
                features = features.HasFlag(Features.Schema) ? features & ~Features.Schema : Features.None;
            }
        }
    }

    private async Task<ClientResult<ChatCompletion>> AskOnceAsync(
        IReadOnlyList<ChatMessage> messages,
        ChatCompletionOptions request,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.ResponseTimeout);
        try
        {
            return await _client.CompleteChatAsync(messages, request, limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SummaryException(
                $"The language model at {_host} did not answer within {_options.ResponseTimeout.TotalSeconds:0.##} s.",
                exception
            );
        }
        catch (AggregateException exception) when (exception.InnerException is HttpRequestException network)
        {
            throw new HttpRequestException(network.Message, network);
        }
        catch (ClientResultException exception) when (exception.Status == 0)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }

    private static ChatCompletionOptions Request(AnswerSchema schema, float temperature, Features features)
    {
        var request = new ChatCompletionOptions();
        if (features.HasFlag(Features.Temperature))
        {
            request.Temperature = temperature;
        }

        if (features.HasFlag(Features.Schema))
        {
            request.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                schema.Name,
                BinaryData.FromString(schema.Json),
                jsonSchemaIsStrict: true
            );
        }

        return request;
    }

    private static ResiliencePipeline<ClientResult<ChatCompletion>> Retries(TimeProvider time)
    {
        var retry = new RetryStrategyOptions<ClientResult<ChatCompletion>>
        {
            ShouldHandle = new PredicateBuilder<ClientResult<ChatCompletion>>()
                .Handle<HttpRequestException>()
                .Handle<ClientResultException>(exception => exception.Status is 408 or 429 or >= 500),
            MaxRetryAttempts = MostRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstWait,
            DelayGenerator = attempt => ValueTask.FromResult(AskedFor(attempt.Outcome.Exception, time)),
        };
        return new ResiliencePipelineBuilder<ClientResult<ChatCompletion>> { TimeProvider = time }
            .AddRetry(retry)
            .Build();
    }

    private static TimeSpan? AskedFor(Exception? exception, TimeProvider time)
    {
        var response = (exception as ClientResultException)?.GetRawResponse();
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var value))
        {
            return null;
        }

        TimeSpan? wait = null;
        if (double.TryParse(value, out var seconds) && seconds is >= 0 and < int.MaxValue)
        {
            wait = TimeSpan.FromSeconds(seconds);
        }
        else if (DateTimeOffset.TryParse(value, out var moment))
        {
            wait = moment - time.GetUtcNow();
        }

        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, LongestWait.Ticks));
    }

    private string Explain(ClientResultException exception) =>
        (HttpStatusCode)exception.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"The language model at {_host} refused the key ({exception.Status}): check LLM_API_KEY.",
            HttpStatusCode.NotFound =>
                $"The language model at {_host} does not know {_options.Model} (404): check LLM_URL and LLM_MODEL.",
            HttpStatusCode.TooManyRequests => $"The language model at {_host} takes no more requests at present (429).",
            _ when exception.Status >= 500 => $"The language model at {_host} failed ({exception.Status}).",
            _ => $"The language model at {_host} refused the request ({exception.Status}).",
        };
}
