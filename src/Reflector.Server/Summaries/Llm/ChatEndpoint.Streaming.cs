using System.ClientModel;
using System.Runtime.CompilerServices;
using OpenAI.Chat;

namespace Reflector.Server.Summaries.Llm;

internal sealed partial class ChatEndpoint
{
    /// <summary>What the model writes, as it writes it. Somebody waits: nothing is tried again.</summary>
    /// <exception cref="SummaryException">There is no answer to be had, or it broke off.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        IReadOnlyList<ChatMessage> messages,
        TimeSpan timeLimit,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        await using var updates = _client
            .CompleteChatStreamingAsync(messages, cancellationToken: limit.Token)
            .GetAsyncEnumerator(limit.Token);
        while (await NextAsync(updates, timeLimit, cancellationToken) is { } update)
        {
            foreach (var part in update.ContentUpdate)
            {
                if (part.Text is { Length: > 0 } text)
                    yield return text;
            }
        }
    }

    private async Task<StreamingChatCompletionUpdate?> NextAsync(
        IAsyncEnumerator<StreamingChatCompletionUpdate> updates,
        TimeSpan timeLimit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await updates.MoveNextAsync() ? updates.Current : null;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SummaryException(
                $"The language model at {_host} did not answer within {timeLimit.TotalSeconds:0.##} s.",
                exception
            );
        }
        catch (ClientResultException exception) when (exception.Status != 0)
        {
            throw new SummaryException(Explain(exception), exception);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or ClientResultException or AggregateException)
        {
            throw new SummaryException($"The language model at {_host} could not be reached.", exception);
        }
        catch (IOException exception)
        {
            throw new SummaryException(
                $"The language model at {_host} broke off in the middle of its answer.",
                exception
            );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new SummaryException(
                $"The language model at {_host} gave an answer that is not a chat completion.",
                exception
            );
        }
    }
}
