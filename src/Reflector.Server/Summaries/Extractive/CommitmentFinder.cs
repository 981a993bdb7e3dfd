namespace Reflector.Server.Summaries.Extractive;

/// <summary>Tasks that somebody took, was given, or was asked to do.</summary>
internal static class CommitmentFinder
{
    private const int MostTasks = 50;
    private const int LongestSentence = 70;
    private const int LongestTask = 32;

    /// <summary>"I'll do that by Friday" answers a request made at most so many sentences before.</summary>
    private const int AnswerReach = 3;

    /// <summary>Tasks that share more of their words than this are one.</summary>
    private const double SameShare = 0.6;

    public static List<NextStep> Find(SpokenText text, Names names)
    {
        var found = new List<Task>();
        if (!text.Language.IsEnglish && text.Language.Code != "und")
        {
            return [];
        }

        for (var at = 0; at < text.Sentences.Count && found.Count < MostTasks; at++)
        {
            if (text.Sentences[at].Length <= LongestSentence)
            {
                var sentence = Readable.Of(text, text.Sentences[at]).Replace('’', '\'');
                Read(sentence, at, text.Sentences[at].Speaker, text, names, found);
            }
        }

        return found.ConvertAll(task => new NextStep(
            task.What,
            task.Who,
            null,
            task.When,
            task.Context,
            [.. task.Sentences.Select(text.MomentOf)]
        ));
    }

    private static void Read(string sentence, int at, int speaker, SpokenText text, Names names, List<Task> found)
    {
        var triggers = CommitmentPatterns.In(sentence, names);
        for (var number = 0; number < triggers.Count; number++)
        {
            var trigger = triggers[number];
            var before = sentence[..trigger.Index];
            if (CommitmentPatterns.IsHypothetical(before) || AsksBack(trigger, sentence))
            {
                continue;
            }

            var end = number + 1 < triggers.Count ? triggers[number + 1].Index : sentence.Length;
            var body = Clause.Of(sentence[trigger.End..end], names);
            if (CommitmentPatterns.RefersBack(body))
            {
                Answer(found, at, trigger, body, names.Speaker(speaker));
                continue;
            }

            var who = Assignee(trigger, sentence, speaker, names, out var known);
            var deadline = DeadlineFinder.In(body);
            var general = trigger is { Kind: CommitmentKind.Shared, Who: not null } && who is null && deadline is null;
            if (!known || general || !IsTask(trigger, body, deadline, text))
            {
                continue;
            }

            Add(found, new Task(Clause.WithoutDeadline(body, deadline), who, deadline?.Text, sentence, [at]));
        }
    }

    /// <summary>"Will I have to …?", "should we …?" ask whether at all.</summary>
    private static bool AsksBack(Trigger trigger, string sentence) =>
        sentence.EndsWith('?') && trigger.Kind is not CommitmentKind.Request and not CommitmentKind.Named;

    private static string? Assignee(Trigger trigger, string sentence, int speaker, Names names, out bool known)
    {
        known = true;
        var called = Clause.Called(sentence, trigger.Index, names);
        switch (trigger.Kind)
        {
            case CommitmentKind.Own:
                return names.Speaker(speaker);
            case CommitmentKind.Shared:
                return called;
            case CommitmentKind.Named:
                return trigger.Who is null ? null : names.Find(trigger.Who) ?? trigger.Who;
            case CommitmentKind.Request when trigger.Who is null or "you" or "someone" or "somebody" or "one of you":
                return called;
            case CommitmentKind.Request:
                known = names.Person(trigger.Who) is not null;
                return names.Person(trigger.Who);
            default:
                return names.Find(trigger.Who!) ?? Clause.WithoutArticle(trigger.Who!);
        }
    }

    private static bool IsTask(Trigger trigger, string body, Deadline? deadline, SpokenText text)
    {
        var words = body.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || CommitmentPatterns.IsConversation(body))
        {
            return false;
        }

        var verb = words[0].Trim(',', '.').ToLowerInvariant();
        var objects = words
            .Skip(1)
            .Count(word => !text.Language.IsFunctionWord(word.Trim(',', '.', '?', '!').ToLowerInvariant()));
        if (objects == 0)
        {
            return false;
        }

        return trigger.Kind switch
        {
            CommitmentKind.Named => true,
            CommitmentKind.Anyone => ActionVerbs.Contains(verb) && deadline is not null,
            CommitmentKind.Shared => (ActionVerbs.Contains(verb) && objects > (ActionVerbs.IsGeneral(verb) ? 1 : 0))
                || deadline is not null,
            CommitmentKind.Request or CommitmentKind.Own => ActionVerbs.Contains(verb)
                || deadline is not null
                || objects > 1,
            _ => true,
        };
    }

    private static void Answer(List<Task> found, int at, Trigger trigger, string body, string? speaker)
    {
        if (trigger.Kind != CommitmentKind.Own || found.Count == 0 || at - found[^1].Sentences[0] > AnswerReach)
        {
            return;
        }

        var last = found[^1];
        found[^1] = last with
        {
            When = last.When ?? DeadlineFinder.In(body)?.Text,
            Who = last.Who ?? speaker,
            Sentences = last.SaidAt(at),
        };
    }

    private static void Add(List<Task> found, Task task)
    {
        var words = Words(task.What);
        if (words.Length == 0)
        {
            return;
        }

        var same = found.FindIndex(other =>
        {
            var others = Words(other.What);
            return words.Intersect(others).Count() > SameShare * Math.Min(words.Length, others.Length);
        });
        if (same < 0)
        {
            found.Add(task with { What = Clause.Bounded(task.What, LongestTask) });
            return;
        }

        var kept = found[same];
        found[same] = kept with
        {
            Who = kept.Who ?? task.Who,
            When = kept.When ?? task.When,
            Sentences = kept.SaidAt(task.Sentences[0]),
        };
    }

    private static string[] Words(string task) =>
        [
            .. task.ToLowerInvariant()
                .Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Length > 3)
                .Select(EnglishStem.Of)
                .Distinct(),
        ];

    /// <param name="Sentences">That name the task, answer to it or say it again; the one that names it first.</param>
    private sealed record Task(string What, string? Who, string? When, string Context, IReadOnlyList<int> Sentences)
    {
        private const int MostSentences = 3;

        public IReadOnlyList<int> SaidAt(int sentence) =>
            Sentences.Contains(sentence) || Sentences.Count >= MostSentences ? Sentences : [.. Sentences, sentence];
    }
}
