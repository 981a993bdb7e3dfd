using Microsoft.EntityFrameworkCore;
using Reflector.Server.Summaries;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Exports;

/// <summary>A meeting with everything that is written of one.</summary>
internal static class ExportedMeeting
{
    public const string Title = "Budget meeting";

    public static readonly Participant[] People = [new("a", 0, "Ada", "user-of-ada"), new("b", 1, "Grace")];

    public static readonly Word[][] Topics =
    [
        [new("Hello", 0.5, 0.9), new("there.", 1, 1.25), new("Good", 2, 2.5, 1), new("morning.", 2.5, 3, 1)],
        [new("We", 3661.5, 3661.8), new("agree.", 3662, 3662.5)],
    ];

    public static async Task<string> WriteAsync(
        TestServer server,
        string title = Title,
        string owner = "local",
        ShareMode share = ShareMode.Private,
        IReadOnlyList<Participant>? people = null,
        IReadOnlyList<Word[]>? topics = null,
        string summary = "The **budget** was discussed.\n\n- It was *agreed*.\n- Nobody objected.",
        ActionItems? items = null
    )
    {
        var id = await server.WriteTranscriptAsync(people ?? People, topics ?? Topics, owner, share, title);
        await server.QueryAsync(async db =>
        {
            var transcript = await db.Transcripts.AsTracking().SingleAsync(row => row.Id == id);
            transcript.LongSummary = summary;
            transcript.ShortSummary = "A meeting.";
            transcript.DurationMs = 3_663_000;
            transcript.ActionItems =
                items
                ?? new ActionItems(
                    [new("The budget is agreed.", "It fits.", "Ada", "a")],
                    [new("Send the minutes.", "Grace", "b", "Friday")]
                );
            return await db.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>Five hours of talk: two words a second, a topic each quarter of an hour.</summary>
    public static IReadOnlyList<Word[]> FiveHours { get; } =
    [
        .. Enumerable
            .Range(0, 20)
            .Select(topic =>
                Enumerable
                    .Range(0, 1800)
                    .Select(word =>
                    {
                        var start = (topic * 900) + (word * 0.5);
                        return new Word(
                            word % 12 == 11 ? "sentence." : $"word{word % 97}",
                            start,
                            start + 0.4,
                            word / 60 % 2
                        );
                    })
                    .ToArray()
            ),
    ];

    public static Task<HttpResponseMessage> ExportAsync(
        this TestServer server,
        string id,
        string format,
        string options = "",
        HttpClient? client = null
    ) => (client ?? server.Client).GetAsync($"/v1/transcripts/{id}/export?format={format}{options}");

    public static async Task<string> ExportTextAsync(
        this TestServer server,
        string id,
        string format,
        string options = ""
    )
    {
        using var answer = await server.ExportAsync(id, format, options);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return text;
    }

    public static async Task<MemoryStream> ExportFileAsync(
        this TestServer server,
        string id,
        string format,
        string options = ""
    )
    {
        using var answer = await server.ExportAsync(id, format, options);
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.StatusCode.ToString());
        return new(await answer.Content.ReadAsByteArrayAsync());
    }
}
