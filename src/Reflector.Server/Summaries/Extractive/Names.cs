using System.Collections.Frozen;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Which words are names, how they are written, and who is spoking under which number.</summary>
internal sealed class Names
{
    /// <summary>A word is a name when it has a capital in at least this share of its places inside sentences.</summary>
    private const double CapitalShare = 0.8;

    /// <summary>What follows a name at the start of a sentence when its bearer is spoken to.</summary>
    private static readonly FrozenSet<string> Addresses = WordLists
        .Split(
            "can could would will please you you're you'll your what how do did does when where are is have any go over let's i"
        )
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Calendar = WordLists
        .Split(
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
                + "september october november december christmas easter i"
        )
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Titles = WordLists
        .Split(
            "mr mrs ms miss dr prof professor chief councilwoman councilman councilmember senator herr frau madame monsieur"
        )
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _speakers;

    private Names(SpokenText text, IReadOnlyList<string> participants)
    {
        foreach (var participant in participants.Where(name => name.Trim().Length > 0))
        {
            _people.TryAdd(participant.ToLowerInvariant(), participant);
            _people.TryAdd(participant.Split(' ')[0].ToLowerInvariant(), participant);
        }

        if (text.HasCapitals)
        {
            FindWritten(text);
            FindPeople(text);
        }

        _speakers = Voices.Find(text, this);
    }

    /// <summary>Names and abbreviations in small letters, with the writing that the text gives them.</summary>
    public IReadOnlyDictionary<string, string> Written => _written;

    public static Names In(SpokenText text, IReadOnlyList<string> participants) => new(text, participants);

    /// <summary>The person's name as it should be written; null when the word is nobody's name.</summary>
    public string? Person(string word) => _people.GetValueOrDefault(word.ToLowerInvariant());

    /// <summary>The person meant by "Chief Brandt" or "Anna Smith", where one of the words is known.</summary>
    public string? Find(string who) =>
        Person(who) ?? who.Split(' ').Reverse().Select(Person).FirstOrDefault(person => person is not null);

    public bool IsName(string small) => _written.ContainsKey(small) && !Calendar.Contains(small);

    /// <summary>The name of a voice that said it: "this is Anna".</summary>
    public string? Speaker(int number) => _speakers.GetValueOrDefault(number);

    private void FindWritten(SpokenText text)
    {
        var capitals = new Dictionary<string, (int Capital, int Inside, string Form)>(StringComparer.Ordinal);
        foreach (var sentence in text.Sentences)
        {
            for (var index = sentence.First; index < sentence.End; index++)
            {
                var bare = text.Bare[index];
                if (bare.Length == 0 || !char.IsLetter(bare[0]) || text.Language.IsFunctionWord(text.Small[index]))
                {
                    continue;
                }

                var inside = index > sentence.First || bare.AsSpan(1).ContainsAnyInRange('A', 'Z');
                var capital = inside && bare.Any(char.IsUpper);
                var (seen, all, form) = capitals.GetValueOrDefault(text.Small[index], (0, 0, bare));
                capitals[text.Small[index]] = (
                    seen + (capital ? 1 : 0),
                    all + (inside || char.IsLower(bare[0]) ? 1 : 0),
                    capital ? bare : form
                );
            }
        }

        foreach (var (small, (capital, all, form)) in capitals)
        {
            // German writes every noun with a capital, which names keep there as well.
            if (capital > 0 && capital >= CapitalShare * all)
            {
                _written[small] = form;
            }
        }
    }

    /// <summary>"Anna, can you …", "thanks, Anna", "Anna will …".</summary>
    private void FindPeople(SpokenText text)
    {
        foreach (var sentence in text.Sentences)
        {
            for (var index = sentence.First; index < sentence.End; index++)
            {
                var small = text.Small[index];
                if (small.Length < 2 || !char.IsUpper(text.Bare[index][0]) || _people.ContainsKey(small))
                {
                    continue;
                }

                var first = index == sentence.First;
                var last = index == sentence.End - 1;
                var called = first && !last && text.Words[index].Text.EndsWith(',');
                var closing = last && !first && text.Words[index - 1].Text.EndsWith(',');
                var thanked = !first && text.Small[index - 1] is "thanks" or "you" && text.Small[index] != "i";
                var acts =
                    !last && text.Small[index + 1] is "will" or "said" or "mentioned" or "asked" or "volunteered";
                var name = IsName(small) || (called && Addresses.Contains(text.Small[index + 1]));
                if (!first && Titles.Contains(text.Small[index - 1]) && IsUnusual(text, small))
                {
                    _people[small] = $"{text.Words[index - 1].Text} {text.Bare[index]}";
                }
                else if (name && (called || closing || thanked || acts) && IsUnusual(text, small))
                {
                    _people[small] = text.Bare[index];
                }
            }
        }
    }

    private static bool IsUnusual(SpokenText text, string small) =>
        !text.Language.IsSubjectless(small)
        && !Calendar.Contains(small)
        && !small.EndsWith("ly", StringComparison.Ordinal);
}
