using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Recordings;
using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Summaries.Versions;
using Reflector.Server.Transcripts;
using Reflector.Server.Transcripts.Editing;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Puts everything that was made in place of what was there, in one transaction: readers see the old text or the new one,
/// whole. A summary that a person wrote stays, and the new one is kept beside it.
/// </summary>
internal sealed class FinalizeStage(ISummarizer summarizer, SummaryHistory history, EventLog events, TimeProvider clock)
    : IStage
{
    public string Name => StageNames.Finalize;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var (drafts, _) = await SummaryInput.ReadAsync(context, cancellationToken);
        var made =
            drafts.Count == 0
                ? null
                : new Made(
                    (await context.ResultAsync<TitleResult>(StageNames.Title, cancellationToken)).Title,
                    await context.ResultAsync<SummaryDraft>(StageNames.Summaries, cancellationToken),
                    await context.ResultAsync<ActionItems>(StageNames.ActionItems, cancellationToken),
                    await RoomSummaries.StyleAsync(context, cancellationToken)
                );
        var topics = drafts.Select((draft, position) => ToTopic(context.Transcript.Id, draft, position)).ToList();
        return new StageOutcome { Apply = (db, token) => ApplyAsync(db, context, topics, made, token) };
    }

    private async Task ApplyAsync(
        ReflectorDb db,
        StageContext context,
        List<Topic> topics,
        Made? made,
        CancellationToken cancellationToken
    )
    {
        var id = context.Transcript.Id;
        var tracks = context.Recording.Kind is RecordingKind.Tracks;
        await db.LockTranscriptAsync(id, cancellationToken);
        var transcript = await db.Transcripts.FirstAsync(transcript => transcript.Id == id, cancellationToken);
        var replaced = await db.Topics.Where(topic => topic.TranscriptId == id).ExecuteDeleteAsync(cancellationToken);
        if (replaced > 0)
            await TranscriptEditor.BeginAnewAsync(db, transcript, topics, clock.GetUtcNow(), cancellationToken);
        db.Topics.AddRange(topics);
        if (string.IsNullOrWhiteSpace(transcript.Title))
            transcript.Title = made?.Title;
        await DerivedText.RebuildAsync(db, transcript, topics, tracks, cancellationToken);

        await EventLog.RemoveAsync(db, EventLog.TranscriptStream(id), TranscriptEvents.Results, cancellationToken);
        foreach (var topic in topics)
            await context.TellAsync(db, TranscriptEvents.Topic, topic.ToApi(tracks), cancellationToken);
        if (made is not null)
            await context.TellAsync(
                db,
                TranscriptEvents.FinalTitle,
                new TranscriptFinalTitle(transcript.Title!),
                cancellationToken
            );
        await SummarizeAsync(db, transcript, made, cancellationToken);
        await db.SetStatusAsync(events, id, TranscriptStatus.Ended, cancellationToken);
    }

    private async Task SummarizeAsync(
        ReflectorDb db,
        Transcript transcript,
        Made? made,
        CancellationToken cancellationToken
    )
    {
        var content = new SummaryContent(
            SummaryOrigin.Processed,
            CreatedBy: null,
            made is null ? null : summarizer.Name,
            made?.Style,
            made?.Summary.Short,
            made?.Summary.Long,
            made?.ActionItems,
            made?.Summary.Sources
        );
        var isWritten = SummaryHistory.IsWrittenByHand(transcript);
        if (made is null && transcript.GeneratedBy is null && !isWritten)
            return;
        if (!isWritten)
        {
            await history.ShowAsync(db, transcript, content, cancellationToken);
            return;
        }
        if (made is not null)
            await history.AddAsync(db, transcript, content, cancellationToken);
        transcript.ActionItems = made?.ActionItems;
        await db.SaveChangesAsync(cancellationToken);
        await history.TellAsync(db, transcript, cancellationToken);
    }

    private static Topic ToTopic(string transcriptId, TopicDraft draft, int position)
    {
        // Where people talk at once, topics were found in whole sentences; readers get the words as they were said.
        Word[] words = [.. draft.Words.OrderBy(word => word.Start)];
        return new()
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcriptId,
            Position = position,
            Title = draft.Title,
            Summary = draft.Summary,
            Timestamp = words[0].Start,
            Duration = words.Max(word => word.End) - words[0].Start,
            Words = words,
            Moments = draft.Moments,
        };
    }

    private sealed record Made(string Title, SummaryDraft Summary, ActionItems ActionItems, SummaryStyle Style);
}
