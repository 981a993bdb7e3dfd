using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Search;

/// <summary>Transcripts to be found, and what a person finds of them. Each test has an owner of its own.</summary>
internal sealed class Library(TestServer server, string owner)
{
    public string Owner => owner;

    public HttpClient Client { get; } = server.ClientOf(owner);

    public async Task<string> AddAsync(
        string said = "Nothing.",
        string? title = null,
        string? summary = null,
        string language = "en",
        string? room = null,
        SourceKind kind = SourceKind.File,
        ShareMode share = ShareMode.Private,
        DateTimeOffset? created = null,
        IReadOnlyList<Participant>? participants = null
    )
    {
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = owner.Length == 0 ? null : owner,
            Name = "Unnamed",
            Title = title,
            LongSummary = summary,
            SourceLanguage = language,
            TargetLanguage = "en",
            Status = TranscriptStatus.Ended,
            SourceKind = kind,
            ShareMode = share,
            RoomId = room,
            Participants = participants ?? [],
            CreatedAt = created ?? TimeProvider.System.GetUtcNow(),
        };
        await server.QueryAsync(async db =>
        {
            db.Transcripts.Add(transcript);
            return await db.SaveChangesAsync();
        });
        await SayAsync(transcript.Id, said);
        return transcript.Id;
    }

    /// <summary>Puts other words in place of a transcript's.</summary>
    public Task<int> SayAsync(string id, string said) => SayAsync(id, Words(said));

    public Task<int> SayAsync(string id, IReadOnlyList<Word> words) =>
        server.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var transcript = (await db.Transcripts.FindAsync(id))!;
            db.Topics.RemoveRange(db.Topics.Where(topic => topic.TranscriptId == id));
            var topic = new Topic
            {
                Id = Guid.CreateVersion7().ToString(),
                TranscriptId = id,
                Position = 0,
                Title = "Topic",
                Summary = "",
                Timestamp = 0,
                Duration = words.Count,
                Words = words,
            };
            await db.SaveChangesAsync();
            db.Topics.Add(topic);
            await DerivedText.RebuildAsync(db, transcript, [topic], tracks: false, CancellationToken.None);
            await transaction.CommitAsync();
            return words.Count;
        });

    /// <summary>A word a second; a line is a speaker's, from 0.</summary>
    public static IReadOnlyList<Word> Words(string said) =>
        [
            .. said.Split('\n')
                .SelectMany((line, speaker) => line.Split(' ').Select(text => (text, speaker)))
                .Select((word, second) => new Word(word.text, second, second + 0.9, word.speaker)),
        ];

    public Task<JsonNode> SearchAsync(string query, string more = "", HttpClient? client = null) =>
        server.GetAsync($"/v1/transcripts/search?q={Uri.EscapeDataString(query)}{more}", client ?? Client);

    public Task<JsonNode> MomentsAsync(string id, string query, string more = "") =>
        server.GetAsync($"/v1/transcripts/{id}/moments?q={Uri.EscapeDataString(query)}{more}", Client);

    public async Task<List<string>> FoundAsync(string query, string more = "", HttpClient? client = null) =>
        Ids(await SearchAsync(query, more, client));

    public static List<string> Ids(JsonNode answer) =>
        [.. answer["results"]!.AsArray().Select(result => (string)result!["id"]!)];

    public static List<string> Snippets(JsonNode result) =>
        [.. result["search_snippets"]!.AsArray().Select(snippet => (string)snippet!)];
}
