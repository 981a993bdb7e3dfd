using System.IO.Compression;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Exports;

public sealed class ArchiveExportTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Each_transcript_has_a_folder_with_each_format()
    {
        var one = await ExportedMeeting.WriteAsync(Server);
        var two = await ExportedMeeting.WriteAsync(Server, "Another meeting");

        using var archive = await ArchiveAsync(new { ids = new[] { one, two } });

        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd");
        archive
            .Entries.Select(entry => entry.FullName)
            .ShouldBe([
                $"{day} Budget meeting/Budget meeting.docx",
                $"{day} Budget meeting/Budget meeting.md",
                $"{day} Budget meeting/Budget meeting.vtt",
                $"{day} Budget meeting/Budget meeting.json",
                $"{day} Another meeting/Another meeting.docx",
                $"{day} Another meeting/Another meeting.md",
                $"{day} Another meeting/Another meeting.vtt",
                $"{day} Another meeting/Another meeting.json",
            ]);
        Text(archive, $"{day} Budget meeting/Budget meeting.md")
            .ShouldBe(await Server.ExportTextAsync(one, "markdown"));
    }

    [Fact]
    public async Task Names_are_unique_and_stay_inside_whatever_the_titles_are()
    {
        var ids = new List<string>();
        foreach (
            var title in new[] { "../../x", "../../X", "/etc/passwd", "CON", "", "a\\..\\b", new string('予', 1000) }
        )
            ids.Add(await ExportedMeeting.WriteAsync(Server, title));

        using var archive = await ArchiveAsync(new { ids, formats = new[] { "text" } });

        var names = archive.Entries.Select(entry => entry.FullName).ToList();
        names.Count.ShouldBe(ids.Count);
        names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(ids.Count);
        foreach (var name in names)
        {
            name.Split('/').ShouldNotContain("..");
            name.ShouldNotContain("\\");
            name.ShouldNotStartWith("/");
            name.Split('/').Length.ShouldBe(2);
        }
    }

    [Fact]
    public async Task The_audio_comes_along_where_it_is_kept()
    {
        var kept = await ExportedMeeting.WriteAsync(Server, "Kept");
        var gone = await ExportedMeeting.WriteAsync(Server, "Gone");
        var audio = new byte[200_000];
        Random.Shared.NextBytes(audio);
        foreach (var id in new[] { kept, gone })
            await PutAudioAsync(id, audio);
        await Server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == gone)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.AudioDeletionRequestedAt, TimeProvider.System.GetUtcNow())
                )
        );

        using var archive = await ArchiveAsync(
            new
            {
                ids = new[] { kept, gone },
                formats = new[] { "text" },
                audio = true,
            }
        );

        var sound = archive.Entries.Single(entry => entry.FullName.EndsWith(".mp3", StringComparison.Ordinal));
        sound.FullName.ShouldEndWith("Kept/Kept.mp3");
        using var content = new MemoryStream();
        await using (var stream = await sound.OpenAsync())
            await stream.CopyToAsync(content);
        content.ToArray().ShouldBe(audio);
        Text(archive, "Not included.txt").ShouldContain("Gone: its audio is not kept");
    }

    [Fact]
    public async Task An_archive_can_be_a_link()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        using var answer = await Server.Client.GetAsync(
            $"/v1/transcripts/export?ids={id}&ids={id}&formats=srt&formats=text"
        );

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldStartWith("transcripts-");
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        archive.Entries.Select(entry => Path.GetExtension(entry.Name)).ShouldBe([".srt", ".txt"]);
    }

    [Fact]
    public async Task One_that_may_not_be_read_refuses_the_whole()
    {
        var mine = await ExportedMeeting.WriteAsync(Server);
        var others = await ExportedMeeting.WriteAsync(Server, owner: "somebody");

        using var answer = await PostAsync(new { ids = new[] { mine, others } });

        (await answer.RefusedAsync(403)).ShouldBe("Transcript access denied");
    }

    [Fact]
    public async Task One_that_does_not_exist_refuses_the_whole()
    {
        var mine = await ExportedMeeting.WriteAsync(Server);

        using var answer = await PostAsync(new { ids = new[] { mine, "'; DROP TABLE transcript; --" } });

        await answer.RefusedAsync(404);
    }

    [Fact]
    public async Task Too_many_none_and_wrong_ids_are_refused()
    {
        foreach (
            var body in new object[]
            {
                new { ids = Array.Empty<string>() },
                new { ids = Enumerable.Range(0, 201).Select(number => $"{number}") },
                new { ids = new[] { "a\0b" } },
                new { ids = new string?[] { null } },
                new { ids = "one" },
                new { ids = new[] { "a" }, formats = new[] { "exe" } },
                new { },
            }
        )
        {
            using var answer = await PostAsync(body);
            await answer.InvalidAsync();
        }
        using var bare = await Server.Client.GetAsync("/v1/transcripts/export");
        await bare.InvalidAsync();
    }

    private async Task PutAudioAsync(string id, byte[] audio)
    {
        var key = $"transcripts/{id}/audio.mp3";
        await Server.Store.PutAsync(key, new MemoryStream(audio));
        await Server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AudioKey, key))
        );
    }

    private Task<HttpResponseMessage> PostAsync(object body) =>
        Server.Client.PostAsJsonAsync("/v1/transcripts/export", body);

    private async Task<ZipArchive> ArchiveAsync(object body)
    {
        using var answer = await PostAsync(body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return new(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
