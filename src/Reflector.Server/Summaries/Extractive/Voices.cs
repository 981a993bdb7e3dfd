namespace Reflector.Server.Summaries.Extractive;

/// <summary>Finds out who is behind the number of a voice, from how people introduce and call each other.</summary>
internal static class Voices
{
    /// <summary>People introduce themselves in their first few words.</summary>
    private const int LastIntroducingWord = 6;

    /// <summary>"This is Anna" says more than that somebody spoke after Anna was called.</summary>
    private const int IntroductionVotes = 3;

    /// <summary>One answer to a call may be anybody's.</summary>
    private const int FewestVotes = 2;

    /// <summary>Share of the votes on a voice that one name must have.</summary>
    private const double ClearShare = 0.7;

    public static Dictionary<int, string> Find(SpokenText text, Names names)
    {
        // One number for everybody means that voices were not told apart: then "I" can be anyone.
        var speakers = new Dictionary<int, string>();
        if (text.Words.Count == 0 || text.Words.All(word => word.Speaker == text.Words[0].Speaker))
        {
            return speakers;
        }

        foreach (var voice in Votes(text, names).GroupBy(vote => vote.Speaker))
        {
            var all = voice.Sum(vote => vote.Weight);
            var best = voice
                .GroupBy(vote => vote.Name, (name, votes) => (Name: name, Weight: votes.Sum(vote => vote.Weight)))
                .MaxBy(candidate => candidate.Weight);
            if (best.Weight >= FewestVotes && best.Weight >= ClearShare * all && !speakers.ContainsValue(best.Name))
            {
                speakers[voice.Key] = best.Name;
            }
        }

        return speakers;
    }

    private static IEnumerable<(int Speaker, string Name, int Weight)> Votes(SpokenText text, Names names)
    {
        for (var at = 0; at < text.Sentences.Count; at++)
        {
            var sentence = text.Sentences[at];
            if (Introduced(text, sentence, names) is { } own)
            {
                yield return (sentence.Speaker, own, IntroductionVotes);
            }

            var answers = at + 1 < text.Sentences.Count && text.Sentences[at + 1].Speaker != sentence.Speaker;
            if (answers && Called(text, sentence, names) is { } called)
            {
                yield return (text.Sentences[at + 1].Speaker, called, 1);
            }
        }
    }

    /// <summary>"This is Anna", "my name is Anna", "I'm Anna", "Anna here".</summary>
    private static string? Introduced(SpokenText text, Sentence sentence, Names names)
    {
        var last = Math.Min(sentence.End - 1, sentence.First + LastIntroducingWord);
        for (var index = sentence.First; index <= last; index++)
        {
            var small = text.Small[index];
            if (!names.IsName(small))
            {
                continue;
            }

            var one = index > sentence.First ? text.Small[index - 1] : "";
            var two = index > sentence.First + 1 ? text.Small[index - 2] : "";
            var here = index == sentence.First && index + 1 < sentence.End && text.Small[index + 1] == "here";
            if (here || one == "i'm" || (one == "is" && two is ("this" or "name")))
            {
                return names.Person(small) ?? text.Bare[index];
            }
        }

        return null;
    }

    /// <summary>"Anna, what do you think?", "please go ahead, Anna.": whoever speaks next is likely meant.</summary>
    private static string? Called(SpokenText text, Sentence sentence, Names names)
    {
        if (sentence.Length < 2)
        {
            return null;
        }

        var first = text.Words[sentence.First].Text.EndsWith(',') ? names.Person(text.Small[sentence.First]) : null;
        var closing = text.Words[sentence.End - 2].Text.EndsWith(',')
            ? names.Person(text.Small[sentence.End - 1])
            : null;
        var titled =
            sentence.Length > 2 && text.Words[sentence.First + 1].Text.EndsWith(',')
                ? names.Person(text.Small[sentence.First + 1])
                : null;
        return first ?? titled ?? closing;
    }
}
