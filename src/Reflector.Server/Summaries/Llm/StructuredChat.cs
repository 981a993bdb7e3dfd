using OpenAI.Chat;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Asks for JSON until it fits: what is wrong with an answer goes back to the model.</summary>
internal sealed class StructuredChat(ChatEndpoint endpoint, int maxRetries)
{
    /// <summary>Characters of an unusable answer that the model sees again.</summary>
    private const int ShownOfAnswer = 2_000;

    /// <param name="accept">Turns the answer into what is asked for, or throws <see cref="AnswerException"/>.</param>
    public async Task<TResult> AskAsync<TAnswer, TResult>(
        Prompt prompt,
        AnswerSchema schema,
        float temperature,
        Func<TAnswer, TResult> accept,
        CancellationToken cancellationToken
    )
        where TAnswer : class
    {
        ChatMessage[] question =
        [
            ChatMessage.CreateSystemMessage(
                $"{prompt.System}\n\nAnswer only with a JSON object of this schema:\n{schema.Json}"
            ),
            ChatMessage.CreateUserMessage(prompt.User),
        ];
        IReadOnlyList<ChatMessage> messages = question;
        for (var attempt = 0; attempt <= maxRetries; attempt++)
        {
            var answer = await endpoint.AskAsync(messages, schema, temperature, cancellationToken);
            try
            {
                return accept(
                    AnswerJson.Read<TAnswer>(answer ?? throw new AnswerException("The answer was cut off: be shorter."))
                );
            }
            catch (AnswerException exception)
            {
                messages = [.. question, .. Correction(answer, exception.Message)];
            }
        }

        throw endpoint.Unusable(maxRetries + 1);
    }

    private static IEnumerable<ChatMessage> Correction(string? answer, string wrong)
    {
        var shown = string.IsNullOrWhiteSpace(answer) ? "(empty)" : answer[..Math.Min(answer.Length, ShownOfAnswer)];
        yield return ChatMessage.CreateAssistantMessage(shown);
        yield return ChatMessage.CreateUserMessage(
            $"That answer cannot be used. {wrong} Answer again, with nothing but a JSON object of the schema."
        );
    }
}
