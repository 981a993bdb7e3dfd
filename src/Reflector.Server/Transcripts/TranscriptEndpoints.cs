using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Recordings;
using Reflector.Server.Summaries.Versions;
using Reflector.Server.Transcripts.Editing;
using Reflector.Server.Transcripts.Participants;

namespace Reflector.Server.Transcripts;

internal static class TranscriptEndpoints
{
    private const int TitleLimit = 1000;
    private const int TextLimit = 1_000_000;

    public static IEndpointRouteBuilder MapTranscripts(this IEndpointRouteBuilder routes)
    {
        var transcripts = routes.MapGroup("/v1/transcripts").WithTags("transcripts");
        transcripts
            .MapGet("/", ListAsync)
            .WithName("v1_transcripts_list")
            .WithSummary("List my transcripts, newest first")
            .RequireCallerUnlessPublic();
        transcripts
            .MapPost("/", CreateAsync)
            .WithName("v1_transcripts_create")
            .WithSummary("Create an empty transcript to upload a recording to")
            .RequireCallerUnlessPublic();
        transcripts
            .MapGet("/{transcript_id}", GetAsync)
            .WithName("v1_transcript_get")
            .WithSummary("Read a transcript in one of its formats");
        transcripts
            .MapPatch("/{transcript_id}", UpdateAsync)
            .WithName("v1_transcript_update")
            .WithSummary("Change what people write about a transcript")
            .RequireCaller();
        transcripts
            .MapDelete("/{transcript_id}", DeleteAsync)
            .WithName("v1_transcript_delete")
            .WithSummary("Delete a transcript with its recording and audio")
            .RequireCaller();
        transcripts.MapTopics();
        transcripts.MapParticipants();
        transcripts.MapSpeakers();
        transcripts.MapWords();
        transcripts.MapEdits();
        transcripts.MapAudio();
        return routes;
    }

    private static async Task<Page<GetTranscriptMinimal>> ListAsync(
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken,
        QueryEnum<SourceKind>? source_kind = null,
        string? room_id = null,
        string? search_term = null,
        long? change_seq_from = null,
        QueryEnum<TranscriptOrder>? sort_by = null,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        var query = db.Transcripts.AsNoTracking().ListedFor(db, caller);
        if (source_kind is { } kind)
            query = query.Where(transcript => transcript.SourceKind == kind.Value);
        if (!string.IsNullOrEmpty(room_id))
            query = query.Where(transcript => transcript.RoomId == room_id);
        if (!string.IsNullOrWhiteSpace(search_term))
        {
            var pattern = $"%{EscapeLike(search_term.Trim())}%";
            query = query.Where(transcript => EF.Functions.ILike(transcript.Title ?? transcript.Name, pattern, @"\"));
        }
        if (change_seq_from is { } from)
            query = query.Where(transcript => transcript.ChangeSeq > from);
        if (change_seq_from is not null || sort_by?.Value == TranscriptOrder.ChangeSeq)
        {
            var settled = await db.SettledSeqAsync(cancellationToken);
            query = query.Where(transcript => transcript.ChangeSeq <= settled);
        }
        // In one statement: a row that is read again may have changed once more, and be beyond what is settled.
        if (sort_by?.Value == TranscriptOrder.ChangeSeq)
            return await paging.ApplyAsync(query.OrderBy(transcript => transcript.ChangeSeq), ToApi, cancellationToken);
        query = query.OrderByDescending(transcript => transcript.CreatedAt).ThenBy(transcript => transcript.Id);
        // The page's ids come from an index alone; only its own rows are read whole.
        var ids = await paging.ApplyAsync(query.Select(transcript => transcript.Id), id => id, cancellationToken);
        var rows = await db
            .Transcripts.AsNoTracking()
            .Where(transcript => ids.Items.Contains(transcript.Id))
            .ToDictionaryAsync(transcript => transcript.Id, cancellationToken);
        return new(
            [.. ids.Items.Where(rows.ContainsKey).Select(id => ToApi(rows[id]))],
            ids.Total,
            ids.PageNumber,
            ids.Size,
            ids.Pages
        );

        GetTranscriptMinimal ToApi(Transcript transcript) =>
            caller.UserId is null ? transcript.ToMinimal().ForVisitors() : transcript.ToMinimal();
    }

    private static async Task<GetTranscriptWithParticipants> CreateAsync(
        CreateTranscript request,
        ReflectorDb db,
        TimeProvider clock,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        TextRules.Check("name", request.Name, TitleLimit);
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = caller.UserId,
            Name = request.Name.Trim(),
            SourceLanguage = Language("source_language", request.SourceLanguage),
            TargetLanguage = Language("target_language", request.TargetLanguage),
            SourceKind = request.SourceKind ?? SourceKind.Live,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync(cancellationToken);
        return transcript.ToDetail([]);
    }

    private static async Task<GetTranscript> GetAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken,
        QueryEnum<TranscriptFormat>? transcript_format = null
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
        var detail = transcript.ToDetail(tracks);
        if (caller.UserId is null)
            detail = detail.ForVisitors();
        if (transcript_format?.Value == TranscriptFormat.None)
            return new GetTranscriptWithoutText(detail);
        var words = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == transcript_id)
            .OrderBy(topic => topic.Position)
            .Select(topic => topic.Words)
            .ToListAsync(cancellationToken);
        var segments = words.SelectMany(topic => TranscriptSegments.Of(topic, tracks.Count > 0));
        var people = transcript.Participants;
        return transcript_format?.Value switch
        {
            TranscriptFormat.TextTimestamped => new GetTranscriptWithTextTimestamped(
                detail,
                TranscriptFormats.TextTimestamped(segments, people)
            ),
            TranscriptFormat.WebvttNamed => new GetTranscriptWithWebVTTNamed(
                detail,
                TranscriptFormats.WebVtt(segments, people)
            ),
            TranscriptFormat.Srt => new GetTranscriptWithSrt(detail, TranscriptFormats.SubRip(segments, people)),
            TranscriptFormat.Json => new GetTranscriptWithJSON(detail, TranscriptFormats.Json(segments, people)),
            _ => new GetTranscriptWithText(detail, TranscriptFormats.Text(segments, people)),
        };
    }

    private static async Task<GetTranscriptWithParticipants> UpdateAsync(
        string transcript_id,
        UpdateTranscript change,
        ReflectorDb db,
        TranscriptRemoval removal,
        SummaryHistory history,
        IScheduler scheduler,
        EventLog events,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        TextRules.Check("name", change.Name, TitleLimit);
        TextRules.Check("title", change.Title, TitleLimit);
        TextRules.Check("short_summary", change.ShortSummary, TextLimit);
        TextRules.Check("long_summary", change.LongSummary, TextLimit);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        await db.LockTranscriptAsync(transcript_id, cancellationToken);
        var transcript = await db.Transcripts.ChangeableAsync(transcript_id, caller, cancellationToken);
        if (change.Participants is not null)
            await editor.EditAsync(
                transcript_id,
                caller,
                (session, _) => Task.FromResult(ParticipantList.Write(session, change.Participants)),
                cancellationToken
            );
        var titled = change.Title is not null && change.Title != transcript.Title;
        transcript.Name = change.Name ?? transcript.Name;
        transcript.Locked = change.Locked ?? transcript.Locked;
        transcript.Title = change.Title ?? transcript.Title;
        transcript.ShareMode = change.ShareMode ?? transcript.ShareMode;
        transcript.Reviewed = change.Reviewed ?? transcript.Reviewed;
        if (change.AudioDeleted == false && transcript.AudioDeletionRequestedAt is not null)
            throw ApiException.BadRequest("Deleted audio does not come back");
        await db.SaveChangesAsync(cancellationToken);
        if (SummaryEdit.Changes(transcript, change.ShortSummary, change.LongSummary))
            await history.ShowAsync(
                db,
                transcript,
                SummaryEdit.Of(transcript, change.ShortSummary, change.LongSummary, caller.UserId),
                cancellationToken
            );
        if (change.AudioDeleted == true)
        {
            await removal.RemoveAudioAsync(transcript_id, caller, cancellationToken);
            await db.Entry(transcript).ReloadAsync(cancellationToken);
        }
        if (titled)
            await events.AppendAsync(
                db,
                EventLog.TranscriptStream(transcript_id),
                TranscriptEvents.FinalTitle,
                new TranscriptFinalTitle(transcript.Title!),
                cancellationToken
            );
        var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return transcript.ToDetail(tracks);
    }

    private static async Task<DeletionStatus> DeleteAsync(
        string transcript_id,
        TranscriptRemoval removal,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await removal.RemoveAsync(transcript_id, caller, cancellationToken);
        return DeletionStatus.Ok;
    }

    private static string Language(string field, string code) =>
        code.Length is >= 2 and <= 16 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? code
            : throw new ApiValidationException(
                "value_error",
                ["body", field],
                "Input should be a language code such as 'en'",
                code
            );

    private static string EscapeLike(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)
            .Replace("\0", "", StringComparison.Ordinal);
}
