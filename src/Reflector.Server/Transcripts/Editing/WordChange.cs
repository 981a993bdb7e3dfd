using System.Text.Json.Serialization;

namespace Reflector.Server.Transcripts.Editing;

// The discriminator has to come first when read back: of the keys of a jsonb object, the shortest do.

/// <summary>A change of neighbouring words of one topic.</summary>
/// <param name="TopicId">Whose words.</param>
/// <param name="First">Index of the first of them.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "of")]
[JsonDerivedType(typeof(TextChange), "text")]
[JsonDerivedType(typeof(SpeakerChange), "speaker")]
internal abstract record WordChange(string TopicId, int First)
{
    /// <summary>The words that are there before it.</summary>
    [JsonIgnore]
    public abstract WordRange Range { get; }

    /// <summary>By how many words it makes the topic longer.</summary>
    [JsonIgnore]
    public abstract int Growth { get; }

    public abstract WordChange Inverse();

    /// <summary>The same at another place.</summary>
    public WordChange At(int first) => this with { First = first };
}

/// <summary>Words in place of others.</summary>
internal sealed record TextChange(string TopicId, int First, IReadOnlyList<Word> Removed, IReadOnlyList<Word> Added)
    : WordChange(TopicId, First)
{
    public override WordRange Range => new(First, Removed.Count);

    public override int Growth => Added.Count - Removed.Count;

    public override WordChange Inverse() => this with { Removed = Added, Added = Removed };
}

/// <summary>The same words in other voices.</summary>
internal sealed record SpeakerChange(
    string TopicId,
    int First,
    IReadOnlyList<SpeakerRun> Was,
    IReadOnlyList<SpeakerRun> Became
) : WordChange(TopicId, First)
{
    public override WordRange Range => new(First, Was.Sum(run => run.Count));

    public override int Growth => 0;

    public override WordChange Inverse() => this with { Was = Became, Became = Was };
}

/// <summary>Neighbouring words of one voice.</summary>
internal sealed record SpeakerRun(int Speaker, int Count)
{
    public static IReadOnlyList<SpeakerRun> Of(IEnumerable<int> speakers)
    {
        var runs = new List<SpeakerRun>();
        foreach (var speaker in speakers)
        {
            if (runs.Count > 0 && runs[^1].Speaker == speaker)
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            else
                runs.Add(new(speaker, 1));
        }
        return runs;
    }

    public static List<int> Expand(IEnumerable<SpeakerRun> runs) =>
        [.. runs.SelectMany(run => Enumerable.Repeat(run.Speaker, run.Count))];
}

/// <summary>Neighbouring words of a topic; without words, the place before one.</summary>
internal readonly record struct WordRange(int First, int Count)
{
    /// <summary>Behind the last of them.</summary>
    public int End => First + Count;

    public bool Overlaps(WordRange other) => First < other.End && other.First < End;
}

/// <summary>A participant as they were and as they are; null where there was or is none.</summary>
/// <param name="Index">In the list of participants.</param>
internal sealed record ParticipantChange(int Index, Participant? Before, Participant? After)
{
    [JsonIgnore]
    public string Id => (Before ?? After)!.Id;

    public ParticipantChange Inverse() => this with { Before = After, After = Before };
}
