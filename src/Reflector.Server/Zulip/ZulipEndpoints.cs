using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Zulip;

internal static class ZulipEndpoints
{
    private const int NameLimit = 1000;

    public static IEndpointRouteBuilder MapZulip(this IEndpointRouteBuilder routes)
    {
        var zulip = routes.MapGroup("/v1/zulip").WithTags("zulip");
        zulip
            .MapGet("/streams", StreamsAsync)
            .WithName("v1_zulip_get_streams")
            .WithSummary("Streams that transcripts can be posted to; 404 when Zulip is not set up");
        zulip
            .MapGet("/streams/{stream_id:int}/topics", TopicsAsync)
            .WithName("v1_zulip_get_topics")
            .WithSummary("Topics of a stream, latest first");
        var transcript = routes.MapGroup("/v1/transcripts/{transcript_id}/zulip").WithTags("zulip");
        transcript
            .MapGet("", PostedAsync)
            .WithName("v1_transcript_get_zulip")
            .WithSummary("Where a transcript was posted, and what went wrong; null when it was not")
            .RequireCaller();
        transcript
            .MapPost("", PostAsync)
            .WithName("v1_transcript_post_to_zulip")
            .WithSummary("Post a transcript, or change the message that is there")
            .RequireCaller();
        return routes;
    }

    private static async Task<IReadOnlyList<ZulipStream>> StreamsAsync(
        HttpContext context,
        Caller caller,
        CancellationToken cancellationToken
    ) => await Client(context, caller).GetStreamsAsync(cancellationToken);

    private static async Task<IReadOnlyList<ZulipTopic>> TopicsAsync(
        int stream_id,
        HttpContext context,
        Caller caller,
        CancellationToken cancellationToken
    ) => await Client(context, caller).GetTopicsAsync(stream_id, cancellationToken);

    private static async Task<GetZulipPost?> PostedAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        return await db.Set<ZulipPost>()
            .Where(post => post.TranscriptId == transcript_id)
            .Select(post => new GetZulipPost(
                post.State,
                post.Stream,
                post.Topic,
                post.IncludeTopics,
                post.Error,
                post.PostedAt
            ))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<IResult> PostAsync(
        string transcript_id,
        string stream,
        string topic,
        bool include_topics,
        HttpContext context,
        ReflectorDb db,
        ZulipPosting posting,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        Client(context, caller);
        Check("stream", stream);
        Check("topic", topic);
        await posting.PostAsync(transcript_id, stream, topic, include_topics, cancellationToken);
        return Results.Text("null", "application/json");
    }

    private static ZulipClient Client(HttpContext context, Caller caller)
    {
        if (caller.UserId is null)
            throw ApiException.Forbidden("Authentication required");
        return context.RequestServices.GetService<ZulipClient>()
            ?? throw ApiException.NotFound("Zulip is not set up on this server");
    }

    private static void Check(string field, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > NameLimit || text.Contains('\0', StringComparison.Ordinal))
            throw new ApiValidationException(
                "value_error",
                ["query", field],
                $"A name of 1 to {NameLimit} characters is needed"
            );
    }
}
