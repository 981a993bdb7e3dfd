using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Search;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Asking;

/// <summary>Answers questions about meetings, as server-sent events. Neither questions nor answers are kept or logged.</summary>
internal static class AskEndpoints
{
    private const string EventStream = "text/event-stream";

    public static IServiceCollection AddAsking(this IServiceCollection services) =>
        services.AddSingleton<Answerer>().AddSingleton<AskLimiter>();

    public static IEndpointRouteBuilder MapAsking(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/transcripts/{transcript_id}/ask", AskOneAsync)
            .WithName("v1_transcript_ask")
            .WithSummary("Ask one transcript a question; the answer cites its moments")
            .WithTags("ask")
            .Produces<AskFrame>(contentType: EventStream)
            .RequireCaller();
        routes
            .MapPost("/v1/ask", AskAllAsync)
            .WithName("v1_ask")
            .WithSummary("Ask all my transcripts a question; the answer cites moments")
            .WithTags("ask")
            .Produces<AskFrame>(contentType: EventStream)
            .RequireCaller();
        return routes;
    }

    private static async Task<ServerSentEventsResult<string>> AskOneAsync(
        string transcript_id,
        AskQuestion question,
        ReflectorDb db,
        Answerer answerer,
        AskLimiter limiter,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        question.Check();
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        var lease = limiter.Enter(caller.RequiredUserId);
        try
        {
            var passages = answerer.HasModel ? await PassageChoice.AllOfAsync(db, transcript, cancellationToken) : [];
            if (!answerer.HasModel || !answerer.Fits(passages, question))
                passages = await PassageChoice.FindAsync(db, caller, question, transcript, cancellationToken);
            return Answered(answerer, question, passages, lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private static async Task<ServerSentEventsResult<string>> AskAllAsync(
        AskQuestion question,
        ReflectorDb db,
        Answerer answerer,
        AskLimiter limiter,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        question.Check();
        var lease = limiter.Enter(caller.RequiredUserId);
        try
        {
            var passages = await PassageChoice.FindAsync(db, caller, question, null, cancellationToken);
            return Answered(answerer, question, passages, lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private static ServerSentEventsResult<string> Answered(
        Answerer answerer,
        AskQuestion question,
        IReadOnlyList<Passage> passages,
        IDisposable lease
    )
    {
        return TypedResults.ServerSentEvents(FramesAsync());

        async IAsyncEnumerable<SseItem<string>> FramesAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            using (lease)
            {
                await foreach (var frame in answerer.AnswerAsync(question, passages, cancellationToken))
                    yield return new(JsonSerializer.Serialize(frame, ApiJson.Options), frame.Event);
            }
        }
    }
}
