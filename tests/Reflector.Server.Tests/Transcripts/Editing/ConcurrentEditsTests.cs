using System.Net;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;
using Reflector.Server.Transcripts.Editing;

namespace Reflector.Server.Tests.Transcripts.Editing;

/// <summary>Several people edit one transcript at once, in random order, some of them seeing an old text.</summary>
public sealed class ConcurrentEditsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Editors = 5;
    private const int EditsOfEach = 14;

    private TestServer Server => shared.Server;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_edit_is_lost_in_silence_and_taking_all_back_gives_the_text_as_it_was(int seed)
    {
        var random = new Random(seed);
        var text = string.Join(' ', Enumerable.Range(0, 30).Select(n => $"{n % 3}:w{n}"));
        var corrector = await Corrector.OfAsync(
            Server,
            $"{text}|{text}",
            new Participant("ann", 0, "Ann"),
            new Participant("bo", 1, "Bo")
        );
        var before = await corrector.StoredAsync();
        var people = (await corrector.TranscriptAsync()).Participants;

        var seeds = Enumerable.Range(0, Editors).Select(_ => random.Next()).ToList();
        var made = (
            await Task.WhenAll(
                seeds.Select(
                    async (own, editor) => await new Editor(Server, corrector.Id, $"e{editor}", new(own)).WorkAsync()
                )
            )
        )
            .SelectMany(edits => edits)
            .ToList();

        var chain = await corrector.ChainAsync();
        chain.Select(edit => edit.Version).ShouldBe(Enumerable.Range(1, chain.Count));
        made.Count.ShouldBeGreaterThan(Editors * EditsOfEach / 3);
        // The published endpoints do not tell which edit they made.
        chain
            .Where(edit => edit.Kind is not (EditKind.Participants or EditKind.Merge))
            .Select(edit => edit.Version)
            .ShouldBe(made.Select(edit => edit.Version), ignoreOrder: true);
        Replay(before, chain).ShouldBe(Lines(await corrector.StoredAsync()));
        foreach (var edit in made.Where(edit => edit.Word is not null))
            chain
                .Single(other => other.Version == edit.Version)
                .Changes.OfType<TextChange>()
                .SelectMany(change => change.Added)
                .ShouldContain(word => word.Text == edit.Word);
        (await corrector.WordsAsync()).ShouldAllBe(words => IsInOrder(words));

        await corrector.RollBackAsync(0);

        Lines(await corrector.StoredAsync()).ShouldBe(Lines(before));
        (await corrector.TranscriptAsync()).Participants.ShouldBe(people);
        await corrector.UndoAsync(chain.Count + 1);
        Replay(before, chain).ShouldBe(Lines(await corrector.StoredAsync()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Taking_back_one_after_the_other_gives_the_text_as_it_was(int seed)
    {
        var text = string.Join(' ', Enumerable.Range(0, 20).Select(n => $"{n % 3}:w{n}"));
        var corrector = await Corrector.OfAsync(Server, text, new Participant("ann", 0, "Ann"));
        var before = await corrector.StoredAsync();
        await new Editor(Server, corrector.Id, "alone", new(seed)).WorkAsync();

        for (var version = (await corrector.ChainAsync())[^1].Version; version > 0; version--)
        {
            // Taking back an undo does its edit again, whose turn comes later.
            if ((await corrector.ChainAsync())[version - 1].UndoneBy is null)
                await corrector.UndoAsync(version);
        }

        Lines(await corrector.StoredAsync()).ShouldBe(Lines(before));
        (await corrector.TranscriptAsync()).Participants.ShouldHaveSingleItem().ShouldBe(new("ann", 0, "Ann"));
    }

    private static bool IsInOrder(Word[] words) =>
        words.Zip(words.Skip(1)).All(pair => pair.First.Start <= pair.Second.Start)
        && words.All(word => word.Start <= word.End);

    /// <summary>What the chain alone makes of the first text.</summary>
    private static IReadOnlyList<string> Replay(IReadOnlyList<Topic> before, IReadOnlyList<TranscriptEdit> chain)
    {
        var text = new EditedText(before, []);
        foreach (var change in chain.SelectMany(edit => edit.Changes))
            text.Do(change);
        return [.. before.Select(topic => Line(text.WordsOf(topic)))];
    }

    private static IReadOnlyList<string> Lines(IReadOnlyList<Topic> topics) =>
        [.. topics.Select(topic => Line(topic.Words))];

    private static string Line(IReadOnlyList<Word> words) => string.Join(' ', words);

    private sealed record Made(int Version, string? Word);

    /// <summary>Sees the text now and then, and edits it at random as it was when they last saw it.</summary>
    private sealed class Editor(TestServer server, string id, string name, Random random)
    {
        private readonly Corrector _corrector = new(server, id);
        private readonly List<Made> _made = [];
        private List<JsonNode> _topics = [];

        public async Task<IReadOnlyList<Made>> WorkAsync()
        {
            for (var turn = 0; turn < EditsOfEach; turn++)
            {
                if (_topics.Count == 0 || random.Next(3) == 0)
                    await LookAsync();
                await EditAsync(turn);
            }
            return _made;
        }

        private async Task LookAsync() =>
            _topics = [
                .. (await _corrector.OkAsync(HttpMethod.Get, "/topics/with-words")).AsArray().Select(item => item!),
            ];

        private async Task EditAsync(int turn)
        {
            var topic = _topics[random.Next(_topics.Count)];
            var words = topic["words"]!.AsArray().Count;
            var first = random.Next(words + 1);
            var count = Math.Min(random.Next(5), words - first);
            var unique = $"{name}-{turn}";
            var path = $"/topics/{topic["id"]}/words";
            var text_version = (int)topic["text_version"]!;
            switch (random.Next(8))
            {
                case 0 when _made.Count > 0:
                    await SendAsync(
                        HttpMethod.Post,
                        $"/edits/{_made[random.Next(_made.Count)].Version}/undo",
                        null,
                        null
                    );
                    break;
                case 1 when count > 0:
                    await SendAsync(
                        HttpMethod.Patch,
                        path + "/speaker",
                        new
                        {
                            first,
                            count,
                            speaker = random.Next(4),
                            text_version,
                        },
                        null
                    );
                    break;
                case 2 when count > 0:
                    await SendAsync(
                        HttpMethod.Patch,
                        path,
                        new
                        {
                            first,
                            count,
                            text = "",
                            text_version,
                        },
                        null
                    );
                    break;
                case 3:
                    await SendAsync(
                        HttpMethod.Patch,
                        "/participants/ann",
                        new { name = unique },
                        null,
                        isVersioned: false
                    );
                    break;
                case 4 when random.Next(4) == 0:
                    await SendAsync(
                        HttpMethod.Patch,
                        "/speaker/merge",
                        new { speaker_from = random.Next(2, 5), speaker_to = random.Next(4) },
                        null,
                        isVersioned: false
                    );
                    break;
                default:
                    var text = string.Join(' ', Enumerable.Repeat("more", random.Next(3)).Append(unique));
                    await SendAsync(
                        HttpMethod.Patch,
                        path,
                        new
                        {
                            first,
                            count,
                            text,
                            text_version,
                        },
                        unique
                    );
                    break;
            }
        }

        private async Task SendAsync(
            HttpMethod method,
            string path,
            object? body,
            string? word,
            bool isVersioned = true
        )
        {
            using var answer = await _corrector.SendAsync(method, path, body);
            if (answer.StatusCode is HttpStatusCode.Conflict)
            {
                (await answer.RefusedAsync(409)).ShouldNotBeNullOrWhiteSpace();
                await LookAsync();
                return;
            }
            var done = await answer.OkAsync();
            if (isVersioned && done["edit"] is { } edit)
                _made.Add(new((int)edit["version"]!, word));
        }
    }
}
