using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Editing;

/// <summary>Who may correct whose transcript.</summary>
public sealed class CorrectionAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Owner = "owner";

    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(Owner, "private", "other", 403, "Transcript access denied")]
    [InlineData(Owner, "public", "other", 403, "Not authorized")]
    [InlineData(Owner, "semi-private", "other", 403, "Not authorized")]
    [InlineData(Owner, "public", HeaderCallerSource.Anonymous, 401, "Not authenticated")]
    [InlineData("", "private", HeaderCallerSource.Anonymous, 401, "Not authenticated")]
    public async Task Whoever_may_not_changes_nothing(
        string owner,
        string share,
        string caller,
        int status,
        string sentence
    )
    {
        var mode = share switch
        {
            "private" => ShareMode.Private,
            "public" => ShareMode.Public,
            _ => ShareMode.SemiPrivate,
        };
        var corrector = await OfAsync(owner, mode, caller);

        foreach (var (method, path, body) in await WritesAsync(corrector))
            (await corrector.RefusedAsync(status, method, path, body)).ShouldBe(sentence, path);

        (await corrector.TextAsync()).ShouldBe("one 1:two");
        (await corrector.ChainAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Owner, Owner)]
    [InlineData("", "other")]
    public async Task The_owner_corrects_and_anybody_with_an_account_what_is_nobodys(string owner, string caller)
    {
        var corrector = await OfAsync(owner, ShareMode.Private, caller);

        foreach (var (method, path, body) in await WritesAsync(corrector))
            await corrector.OkAsync(method, path, body);

        var edits = await corrector.EditsAsync();
        edits.ShouldNotBeEmpty();
        edits.ShouldAllBe(edit => (bool)edit["is_mine"]!);
        (await corrector.ChainAsync()).ShouldAllBe(edit => edit.AuthorId == caller);
    }

    [Fact]
    public async Task An_unknown_transcript_is_not_found()
    {
        var corrector = await OfAsync(Owner, ShareMode.Private, Owner);
        var nowhere = new Corrector(Server, "0198c7f0-0000-7000-8000-000000000000", Server.ClientOf(Owner));

        foreach (var (method, path, body) in await WritesAsync(corrector))
            (await nowhere.RefusedAsync(404, method, path, body)).ShouldBe("Transcript not found", path);
    }

    [Fact]
    public async Task A_lock_is_on_the_recording_and_not_on_corrections()
    {
        var corrector = await OfAsync(Owner, ShareMode.Private, Owner);
        await corrector.OkAsync(HttpMethod.Patch, "", new { locked = true });

        await corrector.WriteAsync(0, 1, "uno");

        (await corrector.TextAsync()).ShouldBe("uno 1:two");
    }

    private async Task<Corrector> OfAsync(string owner, ShareMode share, string caller)
    {
        var id = await Server.WriteTranscriptAsync([new("ann", 0, "Ann")], Corrector.Topics("one 1:two"), owner, share);
        return new(Server, id, Server.ClientOf(caller));
    }

    private static async Task<IReadOnlyList<(HttpMethod, string, object?)>> WritesAsync(Corrector corrector)
    {
        var words = $"/topics/{await corrector.TopicAsync()}/words";
        return
        [
            (HttpMethod.Post, "/participants", new { name = "Bo", speaker = 1 }),
            (HttpMethod.Patch, "/participants/ann", new { name = "Anna" }),
            (HttpMethod.Delete, "/participants/ann", null),
            (
                HttpMethod.Patch,
                "/speaker/assign",
                new
                {
                    speaker = 2,
                    timestamp_from = 0,
                    timestamp_to = 9,
                }
            ),
            (HttpMethod.Patch, "/speaker/merge", new { speaker_from = 2, speaker_to = 3 }),
            (
                HttpMethod.Patch,
                words,
                new
                {
                    first = 0,
                    count = 1,
                    text = "uno",
                }
            ),
            (
                HttpMethod.Patch,
                $"{words}/speaker",
                new
                {
                    first = 0,
                    count = 1,
                    speaker = 4,
                }
            ),
            (HttpMethod.Get, "/participants/suggestions", null),
            (HttpMethod.Get, "/edits", null),
            (HttpMethod.Post, "/edits/1/undo", null),
            (HttpMethod.Post, "/edits/0/rollback", null),
        ];
    }
}
