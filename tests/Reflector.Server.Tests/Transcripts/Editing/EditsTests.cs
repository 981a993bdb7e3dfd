using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Editing;

/// <summary>History: who did what, taking back, two people at once.</summary>
public sealed class EditsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Every_edit_is_told_with_author_time_and_a_sentence()
    {
        var corrector = await Corrector.OfAsync(Server, "one tow three", new Participant("ann", 0, "Ann"));
        await corrector.WriteAsync(1, 1, "two");
        await corrector.WriteAsync(2, 1, "");
        await corrector.WriteAsync(0, 0, "So");
        await corrector.GiveAsync(0, 2, 1);
        await corrector.OkAsync(HttpMethod.Post, "/participants", new { name = "Bo", speaker = 1 });
        await corrector.OkAsync(HttpMethod.Patch, "/participants/ann", new { name = "Anna" });
        await corrector.OkAsync(HttpMethod.Delete, "/participants/ann");
        await corrector.OkAsync(HttpMethod.Patch, "/speaker/merge", new { speaker_from = 0, speaker_to = 1 });
        await corrector.UndoAsync(8);
        await corrector.UndoAsync(9);
        await corrector.RollBackAsync(1);

        var edits = await corrector.EditsAsync();

        edits
            .Reverse()
            .Select(edit => (string)edit["sentence"]!)
            .ShouldBe([
                "Changed “tow” to “two”",
                "Deleted “three”",
                "Inserted “So”",
                "Gave 2 words to Speaker 1",
                "Named Speaker 1 Bo",
                "Renamed Ann to Anna",
                "Removed Anna",
                "Merged Speaker 0 into Bo",
                "Took back: Merged Speaker 0 into Bo",
                "Did again: Merged Speaker 0 into Bo",
                "Went back to the text of edit 1",
            ]);
        edits.Select(edit => (int)edit["version"]!).ShouldBe(Enumerable.Range(1, 11).Reverse());
        edits.ShouldAllBe(edit => (bool)edit["is_mine"]!);
        (await corrector.TextAsync()).ShouldBe("one two three");
        var second = await corrector.OkAsync(HttpMethod.Get, "/edits?page=2&size=4");
        ((int)second["total"]!).ShouldBe(11);
        ((int)second["items"]![0]!["version"]!).ShouldBe(7);
    }

    [Fact]
    public async Task An_edit_in_the_middle_is_taken_back_and_the_others_stay()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c d e f");
        await corrector.WriteAsync(1, 1, "B B B");
        await corrector.WriteAsync(5, 1, "D");
        await corrector.GiveAsync(0, 8, 2);
        await corrector.WriteAsync(0, 0, "new");

        await corrector.UndoAsync(1);

        (await corrector.TextAsync()).ShouldBe(
            "2:new 2:a 2:b 2:c D e f".Replace(" D", " 2:D").Replace("e f", "2:e 2:f")
        );
    }

    [Fact]
    public async Task Assigning_is_taken_back_also_when_a_word_of_it_was_written_since()
    {
        var corrector = await Corrector.OfAsync(Server, "1:a 1:b 2:c 2:d");
        await corrector.GiveAsync(0, 4, 5);
        await corrector.WriteAsync(1, 2, "x");

        await corrector.UndoAsync(1);

        (await corrector.TextAsync()).ShouldBe("1:a 1:x 2:d");
    }

    [Fact]
    public async Task What_later_edits_changed_is_not_taken_back_under_them()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c");
        await corrector.WriteAsync(1, 1, "B");
        await corrector.WriteAsync(0, 3, "all of it");

        using var answer = await corrector.SendAsync(HttpMethod.Post, "/edits/1/undo");

        (await answer.RefusedAsync(409)).ShouldBe("Later edits changed the same words: take those back first");
        await corrector.UndoAsync(2);
        await corrector.UndoAsync(1);
        (await corrector.TextAsync()).ShouldBe("a b c");
        (await corrector.RefusedAsync(409, HttpMethod.Post, "/edits/1/undo")).ShouldBe(
            "This edit is already taken back"
        );
    }

    [Fact]
    public async Task Undo_redo_undo_and_a_rollback_and_its_undo_lead_where_they_should()
    {
        var corrector = await Corrector.OfAsync(Server, "a");
        await corrector.WriteAsync(0, 1, "b");
        var states = new List<string>();
        foreach (var version in new[] { 1, 2, 3, 4 })
        {
            await corrector.UndoAsync(version);
            states.Add(await corrector.TextAsync());
        }
        states.ShouldBe(["a", "b", "a", "b"]);

        await corrector.RollBackAsync(0);
        (await corrector.TextAsync()).ShouldBe("a");
        (await corrector.RefusedAsync(409, HttpMethod.Post, "/edits/5/undo")).ShouldBe(
            "This edit is already taken back"
        );
        await corrector.UndoAsync(6);
        (await corrector.TextAsync()).ShouldBe("b");
        await corrector.UndoAsync(5);
        (await corrector.TextAsync()).ShouldBe("a");
    }

    [Fact]
    public async Task Two_people_who_edit_other_words_do_not_disturb_each_other()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c d e|f");

        await corrector.WriteAsync(0, 1, "A1 A2 A3", version: 0);
        await corrector.WriteAsync(4, 1, "E", version: 0);
        await corrector.GiveAsync(1, 2, 3, version: 0);
        await corrector.WriteAsync(2, 1, "", version: 0);
        await corrector.WriteAsync(0, 1, "F", version: 0, topic: 1);

        (await corrector.TextAsync()).ShouldBe("A1 A2 A3 3:b d E|F");
    }

    [Fact]
    public async Task Two_people_who_edit_the_same_words_are_told_and_nothing_is_overwritten()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c d");
        await corrector.WriteAsync(0, 1, "x y", version: 0);
        await corrector.WriteAsync(2, 1, "B B", version: 0 + 1);

        using var answer = await corrector.SendAsync(
            HttpMethod.Patch,
            $"/topics/{await corrector.TopicAsync()}/words",
            new
            {
                first = 1,
                count = 2,
                text = "mine",
                text_version = 0,
            }
        );

        (await answer.RefusedAsync(409)).ShouldBe("You changed these words since you saw them. Changed “b” to “B B”.");
        var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        body["edits"]!.AsArray().Select(edit => (int)edit!["version"]!).ShouldBe([2]);
        ((int)body["text_version"]!).ShouldBe(2);
        ((int)body["first"]!, (int)body["count"]!).ShouldBe((2, 3));
        (await corrector.TextAsync()).ShouldBe("x y B B c d");
    }

    [Fact]
    public async Task Two_people_who_do_the_same_are_not_in_each_others_way()
    {
        var corrector = await Corrector.OfAsync(Server, "a b");
        await corrector.WriteAsync(0, 1, "A", version: 0);
        await corrector.GiveAsync(0, 2, 1, version: 0);

        (await corrector.WriteAsync(0, 1, "A", version: 0))["edit"].ShouldBeNull();
        (await corrector.GiveAsync(0, 2, 1, version: 0))["edit"].ShouldBeNull();
    }

    [Fact]
    public async Task Giving_the_same_words_to_two_voices_is_a_conflict_and_writing_them_is_none()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c");
        await corrector.GiveAsync(0, 2, 1, version: 0);

        using var answer = await corrector.SendAsync(
            HttpMethod.Patch,
            $"/topics/{await corrector.TopicAsync()}/words/speaker",
            new
            {
                first = 1,
                count = 2,
                speaker = 2,
                text_version = 0,
            }
        );
        await corrector.WriteAsync(1, 1, "B", version: 0);

        await answer.RefusedAsync(409);
        (await corrector.TextAsync()).ShouldBe("1:a 1:B c");
    }

    [Fact]
    public async Task A_new_processing_ends_the_history()
    {
        var corrector = await Corrector.OfAsync(Server, "secret word");
        await corrector.WriteAsync(0, 1, "other");
        await Server.QueryAsync(async db =>
        {
            var transcript = (await db.Transcripts.FindAsync(corrector.Id))!;
            var topics = db.Topics.Where(topic => topic.TranscriptId == corrector.Id).ToList();
            await Reflector.Server.Transcripts.Editing.TranscriptEditor.BeginAnewAsync(
                db,
                transcript,
                topics,
                TimeProvider.System.GetUtcNow(),
                default
            );
            return await db.SaveChangesAsync();
        });

        (await corrector.RefusedAsync(404, HttpMethod.Post, "/edits/1/undo")).ShouldBe("Edit not found");
        (await corrector.RefusedAsync(409, HttpMethod.Post, "/edits/2/undo")).ShouldBe(
            "A processing cannot be taken back: the earlier words are gone"
        );
        (await corrector.RefusedAsync(409, HttpMethod.Post, "/edits/0/rollback")).ShouldBe(
            "The recording was processed again: all words are new"
        );
        (
            await corrector.RefusedAsync(
                409,
                HttpMethod.Patch,
                $"/topics/{await corrector.TopicAsync()}/words",
                new
                {
                    first = 0,
                    count = 1,
                    text = "x",
                    text_version = 1,
                }
            )
        ).ShouldBe("The recording was processed again: all words are new");
        var edit = (await corrector.EditsAsync()).ShouldHaveSingleItem();
        ((string)edit["kind"]!, (bool)edit["can_undo"]!).ShouldBe(("processed", false));
        (await corrector.WriteAsync(1, 1, "words", version: 2))["edit"].ShouldNotBeNull();
        (await corrector.RollBackAsync(2))["edit"].ShouldNotBeNull();
        (await corrector.TextAsync()).ShouldBe("other word");
    }

    [Theory]
    [InlineData("/edits/99/undo", 404)]
    [InlineData("/edits/-1/undo", 404)]
    [InlineData("/edits/99/rollback", 404)]
    [InlineData("/edits/-1/rollback", 404)]
    public async Task Versions_that_never_were_are_not_found(string path, int status)
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        (await corrector.RefusedAsync(status, HttpMethod.Post, path)).ShouldBe("Edit not found");
    }

    [Theory]
    [InlineData("/edits/x/undo")]
    [InlineData("/edits/1.5/rollback")]
    [InlineData("/edits/99999999999/undo")]
    public async Task Versions_are_numbers(string path)
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        using var answer = await corrector.SendAsync(HttpMethod.Post, path);

        ((int)answer.StatusCode).ShouldBe(422);
    }

    [Fact]
    public async Task Participants_are_taken_back_by_what_was_changed_of_them()
    {
        var corrector = await Corrector.OfAsync(
            Server,
            "a 1:b",
            new Participant("ann", null, "Ann"),
            new Participant("bo", 1, "Bo")
        );
        await corrector.OkAsync(HttpMethod.Patch, "/participants/ann", new { name = "Anna" });
        await corrector.OkAsync(HttpMethod.Patch, "/participants/ann", new { speaker = 0 });
        await corrector.OkAsync(HttpMethod.Delete, "/participants/bo");

        await corrector.UndoAsync(1);
        await corrector.OkAsync(HttpMethod.Post, "/participants", new { name = "Cy", speaker = 1 });

        (await corrector.TranscriptAsync())
            .Participants.Select(person => (person.Name, person.Speaker))
            .ShouldBe([("Ann", 0), ("Cy", 1)]);
        (await corrector.RefusedAsync(409, HttpMethod.Post, "/edits/3/undo")).ShouldBe(
            "Later edits changed the same participants: take those back first"
        );
        await corrector.RollBackAsync(0);
        (await corrector.TranscriptAsync())
            .Participants.Select(person => (person.Id, person.Name, person.Speaker))
            .ShouldBe([("ann", "Ann", null), ("bo", "Bo", 1)]);
    }
}
