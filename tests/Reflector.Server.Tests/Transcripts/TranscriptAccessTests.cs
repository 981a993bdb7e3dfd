using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

/// <summary>Who may do what with whose transcript.</summary>
public sealed class TranscriptAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Owner = "owner";

    private TestServer Server => shared.Server;

    public static TheoryData<string?, string, string, bool> Readers
    {
        get
        {
            var data = new TheoryData<string?, string, string, bool>();
            foreach (var share in new[] { "private", "semi-private", "public" })
            {
                data.Add(Owner, share, Owner, true);
                data.Add(Owner, share, "other", share != "private");
                data.Add(Owner, share, HeaderCallerSource.Anonymous, share == "public");
                data.Add(null, share, "other", true);
                data.Add(null, share, HeaderCallerSource.Anonymous, true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Reading_is_for_the_owner_and_whom_the_share_mode_names(
        string? owner,
        string share,
        string caller,
        bool readable
    )
    {
        var (id, topic) = await TranscriptOf(owner, share);
        using var client = Server.ClientOf(caller);
        foreach (
            var path in new[]
            {
                "",
                "/topics",
                "/topics/with-words",
                $"/topics/{topic}/words-per-speaker",
                "/audio/waveform",
                "/audio/mp3",
                "/pipeline",
                "/events",
            }
        )
        {
            using var answer = await client.GetAsync($"/v1/transcripts/{id}{path}");
            if (readable)
                answer.StatusCode.ShouldNotBe(HttpStatusCode.Forbidden, path);
            else
                (await answer.RefusedAsync(403)).ShouldBe("Transcript access denied", path);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Events_are_for_readers(string? owner, string share, string caller, bool readable)
    {
        var (id, _) = await TranscriptOf(owner, share);

        var opening = EventSocket.OpenAsync(Server, id, user: caller);

        if (readable)
            await (await opening).DisposeAsync();
        else
            (await Should.ThrowAsync<WebSocketException>(opening)).Message.ShouldContain("403");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Changing_and_deleting_is_for_the_owner_alone(
        string? owner,
        string share,
        string caller,
        bool readable
    )
    {
        var (id, _) = await TranscriptOf(owner, share);
        using var client = Server.ClientOf(caller);

        using var change = await client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "Mine now" });
        using var delete = await client.DeleteAsync($"/v1/transcripts/{id}");

        if (owner == caller)
        {
            await change.OkAsync();
            await delete.OkAsync();
            return;
        }
        var isAnonymous = caller == HeaderCallerSource.Anonymous;
        foreach (var answer in new[] { change, delete })
            (await answer.RefusedAsync(isAnonymous ? 401 : 403)).ShouldBe(
                isAnonymous ? "Not authenticated"
                : readable ? "Not authorized"
                : "Transcript access denied"
            );
        (await TitleAsync(id)).ShouldBe("Theirs");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Uploading_and_processing_is_for_the_owner_or_for_all_when_there_is_none(
        string? owner,
        string share,
        string caller,
        bool readable
    )
    {
        var (id, _) = await TranscriptOf(owner, share);
        using var client = Server.ClientOf(caller);

        using var upload = await Server.UploadAsync(id, [1, 2, 3], "a.mp3", 0, 2, client);
        using var progress = await client.GetAsync($"/v1/transcripts/{id}/record/upload");
        using var process = await client.PostAsync($"/v1/transcripts/{id}/process", null);
        using var cancel = await client.DeleteAsync($"/v1/transcripts/{id}/record/upload");

        if (owner is null || owner == caller)
        {
            await upload.OkAsync();
            (await progress.OkAsync())["received_chunks"]!.ToJsonString().ShouldBe("[0]");
            (await process.RefusedAsync(400)).ShouldBe("Recording is not ready for processing");
            await cancel.OkAsync();
        }
        else
        {
            foreach (var answer in new[] { upload, progress, process, cancel })
                (await answer.RefusedAsync(403)).ShouldBe(readable ? "Not authorized" : "Transcript access denied");
        }
        (await Server.StoredKeysAsync($"uploads/{id}/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listing_holds_only_ones_own()
    {
        var (id, _) = await TranscriptOf("lister", "public");
        using var lister = Server.ClientOf("lister");
        using var other = Server.ClientOf("another lister");

        (await Server.GetAsync("/v1/transcripts", lister))["items"]!.ToJsonString().ShouldContain(id);
        (await Server.GetAsync("/v1/transcripts", other))["total"]!.ToString().ShouldBe("0");
    }

    [Fact]
    public async Task The_caller_is_told_who_they_are()
    {
        using var owner = Server.ClientOf(Owner);
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);

        ((string)(await Server.GetAsync("/v1/me", owner))["sub"]!).ShouldBe(Owner);
        (await anonymous.GetStringAsync("/v1/me")).ShouldBe("null");
    }

    private async Task<(string Id, string Topic)> TranscriptOf(string? owner, string share)
    {
        var id = await Server.WriteTranscriptAsync(
            [],
            [
                [new Word("Hello.", 0, 1)],
            ],
            owner ?? "",
            share switch
            {
                "public" => ShareMode.Public,
                "semi-private" => ShareMode.SemiPrivate,
                _ => ShareMode.Private,
            },
            "Theirs"
        );
        return (id, await Server.TopicOfAsync(id));
    }

    private Task<string?> TitleAsync(string id) => Server.TitleOfAsync(id);
}
