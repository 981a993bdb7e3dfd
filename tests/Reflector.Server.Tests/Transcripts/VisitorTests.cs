using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Exports;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

/// <summary>What somebody without an account gets of a public transcript, in every answer there is.</summary>
public sealed class VisitorTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Owner = "secret-owner-id";

    private TestServer Server => shared.Server;

    [Fact]
    public async Task No_answer_tells_of_accounts_meetings_or_rooms()
    {
        var room = await RoomAsync();
        var id = await PublicAsync(room);
        using var visitor = Server.ClientOf(HeaderCallerSource.Anonymous);
        var topic = await Server.TopicOfAsync(id);
        var told = new StringBuilder();

        foreach (
            var path in new[]
            {
                "",
                "?transcript_format=text",
                "?transcript_format=text-timestamped",
                "?transcript_format=webvtt-named",
                "?transcript_format=json",
                "?transcript_format=srt",
                "?transcript_format=none",
                "/topics",
                "/topics/with-words",
                $"/topics/{topic}/words-per-speaker",
                "/export?format=json",
                "/export?format=text",
                "/export?format=markdown",
                "/export?format=webvtt",
                "/export?format=srt",
                "/audio/waveform",
                "/pipeline",
                "/record/upload",
            }
        )
        {
            using var answer = await visitor.GetAsync($"/v1/transcripts/{id}{path}");
            ((int)answer.StatusCode).ShouldBeOneOf([200, 403, 404], path);
            answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
            told.Append(path).Append('\n').Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync());
        }
        using var archive = await visitor.GetAsync($"/v1/transcripts/export?ids={id}&formats=json");
        archive.IsSuccessStatusCode.ShouldBeTrue();
        told.Append(await visitor.GetStringAsync($"/v1/transcripts/{id}/moments?q=hello"));

        var all = told.ToString();
        all.ShouldContain("Hello there.");
        foreach (var secret in new[] { Owner, "user-of-ada", room, "@" })
            all.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("PATCH", "", 401)]
    [InlineData("DELETE", "", 401)]
    [InlineData("POST", "/process", 403)]
    [InlineData("POST", "/zulip?stream=a&topic=b&include_topics=true", 401)]
    [InlineData("GET", "/zulip", 401)]
    [InlineData("GET", "/deletions", 401)]
    [InlineData("DELETE", "/record/upload", 403)]
    public async Task Nothing_can_be_changed(string method, string path, int status)
    {
        var id = await PublicAsync(await RoomAsync());
        using var visitor = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var request = new HttpRequestMessage(new(method), $"/v1/transcripts/{id}{path}");
        if (method == "PATCH")
            request.Content = new StringContent("{\"title\":\"x\"}", Encoding.UTF8, "application/json");

        using var answer = await visitor.SendAsync(request);

        // The shared server has no accounts: there the endpoint itself refuses.
        ((int)answer.StatusCode).ShouldBeOneOf(status, 401, 403);
    }

    [Fact]
    public async Task The_owner_is_told_who_owns_it()
    {
        var id = await PublicAsync(await RoomAsync());
        using var owner = Server.ClientOf(Owner);

        var transcript = await Server.GetAsync($"/v1/transcripts/{id}", owner);

        ((string)transcript["user_id"]!).ShouldBe(Owner);
        ((string)transcript["participants"]![0]!["user_id"]!).ShouldBe("user-of-ada");
        transcript["room_id"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Programs_that_preview_links_get_the_title_of_public_transcripts_alone()
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            "A \"title\" <script>alert(1)</script>",
            owner: Owner,
            share: ShareMode.Public
        );
        var hidden = await ExportedMeeting.WriteAsync(Server, "Hidden title", owner: Owner);

        var shown = await PageAsync(id);
        var other = await PageAsync(hidden);
        var missing = await PageAsync(Guid.CreateVersion7().ToString());

        if (shown.Contains("is not built", StringComparison.Ordinal))
            Assert.Skip("The web page is not built.");
        shown.ShouldContain(
            "<meta property=\"og:title\" content=\"A &quot;title&quot; &lt;script&gt;alert(1)&lt;/script&gt;\">"
        );
        shown.ShouldContain("<meta name=\"description\" content=\"A meeting.\">");
        other.ShouldBe(missing);
        other.ShouldNotContain("og:title");
    }

    private async Task<string> PageAsync(string id)
    {
        using var visitor = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var answer = await visitor.GetAsync($"/transcripts/{id}");
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> PublicAsync(string room)
    {
        var id = await ExportedMeeting.WriteAsync(Server, owner: Owner, share: ShareMode.Public);
        await Server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, room))
        );
        return id;
    }

    private Task<string> RoomAsync() =>
        Server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = Owner,
                IcsFetchInterval = 300,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Add(room);
            await db.SaveChangesAsync();
            return room.Id;
        });
}
