namespace Reflector.Server.Transcripts.Editing;

/// <summary>The words and people of a transcript while one edit is made of them; it keeps what was changed.</summary>
internal sealed class EditedText(IReadOnlyList<Topic> topics, IReadOnlyList<Participant> participants)
{
    private readonly Dictionary<string, List<Word>> _edited = new(StringComparer.Ordinal);
    private readonly List<Participant> _participants = [.. participants];
    private readonly List<WordChange> _changes = [];
    private readonly List<ParticipantChange> _people = [];

    public IReadOnlyList<Participant> Participants => _participants;

    public IReadOnlyList<WordChange> Changes => _changes;

    public IReadOnlyList<ParticipantChange> People => _people;

    public bool IsChanged => _changes.Count > 0 || _people.Count > 0;

    /// <summary>Topics with other words than before.</summary>
    public IEnumerable<Topic> ChangedTopics => topics.Where(topic => _edited.ContainsKey(topic.Id));

    public IReadOnlyList<Word> WordsOf(Topic topic) =>
        _edited.TryGetValue(topic.Id, out var words) ? words : topic.Words;

    public string NameOf(int speaker) => TranscriptFormats.SpeakerName(speaker, _participants);

    public void Replace(string topicId, WordRange range, IReadOnlyList<Word> added)
    {
        var words = Open(topicId);
        var removed = words.GetRange(range.First, range.Count);
        words.RemoveRange(range.First, range.Count);
        words.InsertRange(range.First, added);
        _changes.Add(new TextChange(topicId, range.First, removed, added));
    }

    /// <summary>Gives neighbouring words these voices.</summary>
    public void Speak(string topicId, int first, IReadOnlyList<int> speakers)
    {
        var before = WordsOf(topics.First(topic => topic.Id == topicId));
        if (!speakers.Where((speaker, index) => before[first + index].Speaker != speaker).Any())
            return;
        var words = Open(topicId);
        var was = SpeakerRun.Of(words.Skip(first).Take(speakers.Count).Select(word => word.Speaker));
        for (var index = 0; index < speakers.Count; index++)
            words[first + index] = words[first + index] with { Speaker = speakers[index] };
        _changes.Add(new SpeakerChange(topicId, first, was, SpeakerRun.Of(speakers)));
    }

    /// <summary>Gives all words that are meant another voice.</summary>
    /// <returns>How many had another one.</returns>
    public int SpeakWhere(Func<Word, bool> isMeant, int speaker)
    {
        var changed = 0;
        foreach (var topic in topics)
        {
            var words = WordsOf(topic);
            for (var first = 0; first < words.Count; first++)
            {
                var end = first;
                while (end < words.Count && words[end].Speaker != speaker && isMeant(words[end]))
                    end++;
                if (end == first)
                    continue;
                Speak(topic.Id, first, [.. Enumerable.Repeat(speaker, end - first)]);
                changed += end - first;
                first = end;
                words = WordsOf(topic);
            }
        }
        return changed;
    }

    public void Add(Participant participant) => Put(new(_participants.Count, null, participant));

    public void Remove(Participant participant) => Put(new(_participants.IndexOf(participant), participant, null));

    public void Exchange(Participant before, Participant after)
    {
        if (before != after)
            Put(new(_participants.IndexOf(before), before, after));
    }

    private void Put(ParticipantChange change)
    {
        if (change.Before is { } before)
            _participants.Remove(before);
        if (change.After is { } after)
            _participants.Insert(Math.Min(change.Index, _participants.Count), after);
        _people.Add(change);
    }

    /// <summary>Does what was done, or its opposite, upon the words and people as they are now.</summary>
    public void Do(WordChange change)
    {
        if (change is SpeakerChange speakers)
        {
            Speak(change.TopicId, change.First, SpeakerRun.Expand(speakers.Became));
            return;
        }
        var (range, text) = (change.Range, (TextChange)change);
        var words = Open(change.TopicId);
        var present = words.GetRange(range.First, range.Count);
        var isSpokenElsewhere = !present
            .Select(word => word.Speaker)
            .SequenceEqual(text.Removed.Select(word => word.Speaker));
        // Words may have been put into the time that these left.
        var earliest = range.First > 0 ? words[range.First - 1].Start : 0;
        var latest = range.End < words.Count ? words[range.End].Start : double.MaxValue;
        Replace(change.TopicId, range, [.. text.Added.Select(Fit)]);

        Word Fit(Word word, int index)
        {
            var start = Math.Clamp(word.Start, earliest, latest);
            var end = Math.Max(word.End, start);
            // The voice was changed since: that stays.
            var voice = isSpokenElsewhere
                ? present[(int)((long)index * present.Count / text.Added.Count)].Speaker
                : word.Speaker;
            return new(word.Text, start, end, voice);
        }
    }

    /// <returns>False when somebody changed the same since.</returns>
    public bool TryDo(ParticipantChange change)
    {
        var present = _participants.Find(participant => participant.Id == change.Id);
        switch (change)
        {
            case { Before: null, After: { } added }:
                if (present is not null || IsTaken(added))
                    return false;
                Put(change);
                return true;
            case { Before: { } removed, After: null }:
                if (present != removed)
                    return false;
                Remove(present);
                return true;
            case { Before: { } before, After: { } after }:
                if (present is null)
                    return false;
                var hasName = before.Name != after.Name;
                var hasSpeaker = before.Speaker != after.Speaker;
                if ((hasName && present.Name != before.Name) || (hasSpeaker && present.Speaker != before.Speaker))
                    return false;
                var next = present with
                {
                    Name = hasName ? after.Name : present.Name,
                    Speaker = hasSpeaker ? after.Speaker : present.Speaker,
                    UserId = before.UserId == after.UserId ? present.UserId : after.UserId,
                };
                if (hasSpeaker && IsTaken(next))
                    return false;
                Exchange(present, next);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Whether another one has the voice.</summary>
    public bool IsTaken(Participant participant) =>
        participant.Speaker is { } speaker
        && _participants.Exists(other => other.Speaker == speaker && other.Id != participant.Id);

    /// <summary>The lowest number that no word and no participant has.</summary>
    public int FreeSpeaker()
    {
        var taken = topics.SelectMany(WordsOf).Select(word => word.Speaker).ToHashSet();
        taken.UnionWith(_participants.Select(participant => participant.Speaker).OfType<int>());
        return Enumerable.Range(0, taken.Count + 1).First(number => !taken.Contains(number));
    }

    private List<Word> Open(string topicId)
    {
        if (!_edited.TryGetValue(topicId, out var words))
            _edited[topicId] = words = [.. topics.First(topic => topic.Id == topicId).Words];
        return words;
    }
}
