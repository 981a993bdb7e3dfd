using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

/// <summary>Transcripts put into the database as a finished pipeline leaves them.</summary>
internal static class WrittenTranscripts
{
    /// <param name="server">Whose database it is.</param>
    /// <param name="participants">Who spoke.</param>
    /// <param name="topics">Words of each topic.</param>
    /// <param name="owner">Empty for nobody.</param>
    /// <param name="share">Who may read it.</param>
    /// <param name="title">Its title.</param>
    public static Task<string> WriteTranscriptAsync(
        this TestServer server,
        IReadOnlyList<Participant> participants,
        IReadOnlyList<Word[]> topics,
        string owner = "local",
        ShareMode share = ShareMode.Private,
        string? title = null
    ) =>
        server.QueryAsync(async db =>
        {
            var transcript = new Transcript
            {
                Id = Guid.CreateVersion7().ToString(),
                UserId = owner.Length == 0 ? null : owner,
                Name = "Written",
                Title = title,
                SourceLanguage = "en",
                TargetLanguage = "en",
                Status = TranscriptStatus.Ended,
                ShareMode = share,
                Participants = participants,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Transcripts.Add(transcript);
            await db.SaveChangesAsync();
            var rows = topics
                .Select(
                    (words, position) =>
                        new Topic
                        {
                            Id = Guid.CreateVersion7().ToString(),
                            TranscriptId = transcript.Id,
                            Position = position,
                            Title = $"Topic {position}",
                            Summary = "",
                            Timestamp = words[0].Start,
                            Duration = words[^1].End - words[0].Start,
                            Words = words,
                        }
                )
                .ToList();
            db.Topics.AddRange(rows);
            await DerivedText.RebuildAsync(db, transcript, rows, tracks: false, CancellationToken.None);
            return transcript.Id;
        });

    public static Task<string> TopicOfAsync(this TestServer server, string id) =>
        server.QueryAsync(db =>
            db.Topics.Where(topic => topic.TranscriptId == id).Select(topic => topic.Id).FirstAsync()
        );

    public static Task<string?> TitleOfAsync(this TestServer server, string id) =>
        server.QueryAsync(db => db.Transcripts.Where(row => row.Id == id).Select(row => row.Title).FirstAsync());
}
