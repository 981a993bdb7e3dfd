using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Reflector.Fakes;

/// <summary>A chat completion piece by piece, as server-sent events.</summary>
internal static class ChatStream
{
    private const int PieceLength = 7;

    public static async Task SendAsync(HttpContext context, ChatRequest request, ChatReply reply)
    {
        context.Response.ContentType = "text/event-stream";
        try
        {
            do
            {
                foreach (var piece in reply.Content.Chunk(PieceLength))
                {
                    await context.Response.WriteAsync(Chunk(request, new string(piece), null), context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            } while (reply.IsEndless);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (reply.BreaksInside)
        {
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(Chunk(request, "", reply.CutOff ? "length" : "stop"));
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static string Chunk(ChatRequest request, string content, string? finish)
    {
        var chunk = new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model = request.Model,
            choices = new[]
            {
                new
                {
                    index = 0,
                    delta = new { role = "assistant", content },
                    finish_reason = finish,
                },
            },
        };
        return $"data: {JsonSerializer.Serialize(chunk)}\n\n";
    }
}
