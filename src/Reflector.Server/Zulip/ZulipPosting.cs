using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Zulip;

/// <summary>Posts transcripts and remembers their messages.</summary>
internal sealed class ZulipPosting(
    IDbContextFactory<ReflectorDb> databases,
    IServiceProvider services,
    IScheduler scheduler,
    ReflectorSettings settings,
    TimeProvider clock
)
{
    /// <summary>Has a transcript posted soon, in the transaction that <paramref name="db"/> is in and jobs are enlisted in.</summary>
    public async Task RequestAsync(
        ReflectorDb db,
        string transcriptId,
        string stream,
        string topic,
        CancellationToken cancellationToken
    )
    {
        await WishAsync(db, transcriptId, stream, topic, includeTopics: true, cancellationToken);
        await scheduler.ScheduleJob(
            ZulipPostJob.Of(transcriptId),
            [
                TriggerBuilder
                    .Create()
                    .WithIdentity(transcriptId, ZulipPostJob.Group)
                    .ForJob(ZulipPostJob.Key(transcriptId))
                    .StartNow()
                    .Build(),
            ],
            ScheduleJobOptions.Replacing,
            cancellationToken
        );
    }

    /// <summary>Posts a transcript now.</summary>
    /// <exception cref="VideoPlatformException">Zulip did not take it; that is remembered too.</exception>
    public async Task PostAsync(
        string transcriptId,
        string stream,
        string topic,
        bool includeTopics,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await WishAsync(db, transcriptId, stream, topic, includeTopics, cancellationToken);
        await DeliverAsync(transcriptId, isLastAttempt: true, cancellationToken);
    }

    /// <summary>Posts what is wished for.</summary>
    /// <param name="transcriptId">Whose message it is.</param>
    /// <param name="isLastAttempt">Nobody tries again when this one fails.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task DeliverAsync(string transcriptId, bool isLastAttempt, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two at once would post two messages.
        var post = await db.Set<ZulipPost>()
            .FromSql($"SELECT * FROM zulip_post WHERE transcript_id = {transcriptId} FOR UPDATE")
            .AsTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (post is not { State: ZulipPostState.Pending })
            return;
        VideoPlatformException? failure = null;
        try
        {
            post.MessageId = await SendAsync(db, post, cancellationToken);
            (post.MessageStream, post.MessageTopic) = (post.Stream, post.Topic);
            (post.State, post.Error, post.PostedAt) = (ZulipPostState.Posted, null, clock.GetUtcNow());
        }
        catch (VideoPlatformException exception)
        {
            failure = exception;
            post.Error = exception.Message;
            if (isLastAttempt || !exception.IsTemporary)
                post.State = ZulipPostState.Failed;
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (failure is not null)
            throw failure;
    }

    private async Task<long> SendAsync(ReflectorDb db, ZulipPost post, CancellationToken cancellationToken)
    {
        // Only there when Zulip is set up.
        var client =
            services.GetService<ZulipClient>()
            ?? throw new VideoPlatformException("Zulip is not set up on this server any more.", isTemporary: false);
        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstAsync(row => row.Id == post.TranscriptId, cancellationToken);
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == post.TranscriptId)
            .OrderBy(topic => topic.Position)
            .ToListAsync(cancellationToken);
        var link = $"{settings.PublicUrl}/transcripts/{post.TranscriptId}";
        var content = ZulipMessage.Of(transcript, topics, post.IncludeTopics, link);
        var isThere = post.MessageStream == post.Stream && post.MessageTopic == post.Topic;
        if (post.MessageId is { } id && isThere && await client.UpdateAsync(id, content, cancellationToken))
            return id;
        return await client.SendAsync(post.Stream, post.Topic, content, cancellationToken);
    }

    private static Task WishAsync(
        ReflectorDb db,
        string transcriptId,
        string stream,
        string topic,
        bool includeTopics,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO zulip_post (transcript_id, stream, topic, include_topics, state)
            VALUES ({transcriptId}, {stream}, {topic}, {includeTopics}, 'pending')
            ON CONFLICT (transcript_id) DO UPDATE
            SET stream = {stream}, topic = {topic}, include_topics = {includeTopics}, state = 'pending', error = NULL
            """,
            cancellationToken
        );
}
