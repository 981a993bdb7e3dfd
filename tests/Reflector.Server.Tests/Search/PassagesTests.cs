using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Search;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Search;

public sealed class PassagesTests(PostgresFixture postgres)
{
    private static readonly string[] Vocabulary =
    [
        "budget",
        "Straße.",
        "café",
        "one",
        "zwölf",
        "naïve",
        "end.",
        "roof",
        "garden!",
        "x1",
        "2026",
        "later",
        "water",
        "cellar",
        "ÉTÉ",
        "river",
        "stone;",
        "people",
        "hands",
        "\"quoted\"",
        "<b>",
        "co-op",
        "don't",
        "ok?",
    ];

    [Fact]
    public async Task A_passage_is_found_by_each_of_its_words_after_any_edit_of_words()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var library = new Library(server, "ada");
        var id = await library.AddAsync(language: "xx");
        var random = new Random(20260131);
        var words = new List<Word>();
        for (var edit = 0; edit < 25; edit++)
        {
            Change(words, random);
            await library.SayAsync(id, words);
            await EveryWordIsFoundAsync(library, id, words);
        }
    }

    [Fact]
    public async Task Words_that_are_gone_are_not_found_any_more()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var library = new Library(server, "ada");
        var id = await library.AddAsync("The password is swordfish.\nBye.\nReally.");

        await library.SayAsync(id, "The rest.");

        (await library.FoundAsync("swordfish")).ShouldBeEmpty();
        (await library.MomentsAsync(id, "swordfish"))["total"]!.ToString().ShouldBe("0");
        (await library.MomentsAsync(id, "really"))["total"]!.ToString().ShouldBe("0");
        (await server.QueryAsync(db => CountAsync(db, $"""SELECT count(*)::int AS "Value" FROM passage"""))).ShouldBe(
            1
        );
        using (var deletion = await library.Client.DeleteAsync($"/v1/transcripts/{id}"))
            await deletion.OkAsync();
        (await server.QueryAsync(db => CountAsync(db, $"""SELECT count(*)::int AS "Value" FROM passage"""))).ShouldBe(
            0
        );
        (
            await server.QueryAsync(db => CountAsync(db, $"""SELECT count(*)::int AS "Value" FROM search_document"""))
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Transcripts_from_before_there_were_passages_get_theirs()
    {
        await using var server = await TestServer.StartAsync(postgres, roles: ServerRoles.Web);
        var library = new Library(server, "ada");
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
            ids.Add(await library.AddAsync($"Old words number{number}."));
        var changes = await ChangesAsync(server);
        await server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM passage;
                SELECT refresh_search_document(id) FROM transcript;
                UPDATE search_document SET lacks_passages = true
                """
            )
        );
        (await library.FoundAsync("old")).ShouldBeEmpty();

        await ActivatorUtilities.CreateInstance<PassageBackfill>(server.Services).RunAsync(CancellationToken.None);

        (await library.FoundAsync("old")).ShouldBe(ids, ignoreOrder: true);
        ((int)(await library.MomentsAsync(ids[1], "number1"))["total"]!).ShouldBe(1);
        (
            await server.QueryAsync(db =>
                db.Database.SqlQuery<bool>($"""SELECT lacks_passages AS "Value" FROM search_document""").ToListAsync()
            )
        ).ShouldAllBe(lacks => !lacks);
        (await ChangesAsync(server)).ShouldBe(changes, "Nobody changed these transcripts");
    }

    private static async Task EveryWordIsFoundAsync(Library library, string id, List<Word> words)
    {
        foreach (var text in words.Select(Bare).Where(text => text != "<b>").Distinct())
        {
            var moments = (await library.MomentsAsync(id, text))["moments"]!.AsArray();
            var times = words.Where(word => Bare(word) == text).Select(word => word.Start);
            foreach (var time in times)
                moments
                    .Any(moment => (double)moment!["start"]! <= time && time <= (double)moment["end"]!)
                    .ShouldBeTrue($"{text} at {time}");
            (await library.FoundAsync(text)).ShouldBe([id], text);
        }
    }

    private static string Bare(Word word) => word.Text.Trim('.', '!', ';', '?', '"');

    /// <summary>Some words more, some less, some others, some of another speaker; the times stay in order.</summary>
    private static void Change(List<Word> words, Random random)
    {
        for (var change = random.Next(1, 12); change > 0; change--)
        {
            var place = random.Next(words.Count + 1);
            if (random.Next(3) == 0 && place < words.Count)
                words.RemoveAt(place);
            else
                words.Insert(place, new(Vocabulary[random.Next(Vocabulary.Length)], 0, 0, random.Next(3)));
        }
        for (var index = 0; index < words.Count; index++)
            words[index] = words[index] with { Start = index, End = index + 0.9 };
        if (words.Count == 0)
            words.Add(new("budget", 0, 0.9));
    }

    private static Task<List<long>> ChangesAsync(TestServer server) =>
        server.QueryAsync(db => db.Transcripts.OrderBy(row => row.Id).Select(row => row.ChangeSeq).ToListAsync());

    private static Task<int> CountAsync(ReflectorDb db, FormattableString sql) =>
        db.Database.SqlQuery<int>(sql).SingleAsync();
}
