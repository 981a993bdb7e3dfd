using System.Buffers;

namespace Reflector.Speech.Words;

/// <summary>
/// Finds when the words of a known text were said: the most likely path through their sounds, in order, with optional
/// silence between words. Costs a few milliseconds a window.
/// </summary>
internal sealed class WordAligner(SoundModel model)
{
    /// <summary>What a frame costs that voice activity and the path call differently, as a log-likelihood.</summary>
    private const float Disagreement = 3;

    /// <summary>Silence between two words is the exception.</summary>
    private const float PauseCost = 4;

    /// <param name="speech">For each frame of <paramref name="features"/>, whether somebody speaks.</param>
    /// <returns>First and one past the last frame of each word, or null when there are fewer frames than sounds.</returns>
    public (int Start, int End)[]? Align(IReadOnlyList<string> words, SoundFeatures features, bool[] speech)
    {
        var states = Build(words);
        if (features.Frames < 2)
            return null;
        var steps = ArrayPool<byte>.Shared.Rent(features.Frames * states.Count);
        var path = Follow(states, features, speech, steps);
        ArrayPool<byte>.Shared.Return(steps);
        if (path is null)
            return null;
        var times = new (int Start, int End)[words.Count];
        Array.Fill(times, (-1, -1));
        for (var frame = 0; frame < path.Length; frame++)
        {
            if (states[path[frame]].Word is not (>= 0 and var word))
                continue;
            times[word] = (times[word].Start < 0 ? frame : times[word].Start, frame + 1);
        }
        return times;
    }

    /// <param name="Word">Number of the word, or −1 for a silence, which may be left out.</param>
    /// <param name="Repeats">May last for more than one frame.</param>
    private sealed record State(SoundClass Sound, int Word, bool Repeats);

    private static List<State> Build(IReadOnlyList<string> words)
    {
        var states = new List<State> { new(SoundClass.Silence, -1, true) };
        for (var word = 0; word < words.Count; word++)
        {
            foreach (var sound in Pronunciation.Of(words[word]))
            {
                for (var i = 1; i < ShortestFrames(sound); i++)
                    states.Add(new(sound, word, false));
                states.Add(new(sound, word, true));
            }
            states.Add(new(SoundClass.Silence, -1, true));
        }
        return states;
    }

    private static int ShortestFrames(SoundClass sound) =>
        sound switch
        {
            SoundClass.Vowel => 3,
            SoundClass.Sibilant => 3,
            SoundClass.Burst => 1,
            SoundClass.Closure => 1,
            _ => 2,
        };

    /// <summary>What another frame of the same sound costs against going on: long sounds are rare.</summary>
    private static float StayCost(SoundClass sound) =>
        sound switch
        {
            SoundClass.Silence => 0,
            SoundClass.Vowel => 0.15f,
            SoundClass.Sibilant => 0.2f,
            SoundClass.Burst => 0.4f,
            _ => 0.3f,
        };

    private int[]? Follow(List<State> states, SoundFeatures features, bool[] speech, byte[] steps)
    {
        var (count, frames) = (states.Count, features.Frames);
        var best = new float[count];
        var next = new float[count];
        var sounds = new float[SoundModel.Classes];
        Array.Fill(best, float.NegativeInfinity);
        for (var frame = 0; frame < frames; frame++)
        {
            model.Score(features[frame], sounds);
            for (var c = 0; c < sounds.Length; c++)
                sounds[c] -= speech[frame] == (c == (int)SoundClass.Silence) ? Disagreement : 0;
            var row = frame * count;
            for (var s = 0; s < count; s++)
            {
                var state = states[s];
                var score = frame == 0 && s <= 1 ? 0 : float.NegativeInfinity;
                byte step = 0;
                if (frame > 0)
                {
                    score = state.Repeats ? best[s] - StayCost(state.Sound) : float.NegativeInfinity;
                    Consider(s - 1, 1, state.Word < 0 && s < count - 1 ? PauseCost : 0);
                    if (s >= 2 && states[s - 1].Word < 0)
                        Consider(s - 2, 2, 0);
                }
                next[s] = score + sounds[(int)state.Sound];
                steps[row + s] = step;

                void Consider(int from, byte length, float cost)
                {
                    if (from < 0 || best[from] - cost <= score)
                        return;
                    (score, step) = (best[from] - cost, length);
                }
            }
            (best, next) = (next, best);
        }
        var last = count >= 2 && best[count - 2] > best[count - 1] ? count - 2 : count - 1;
        return float.IsNegativeInfinity(best[last]) ? null : Backtrack(steps, last, frames, count);
    }

    private static int[] Backtrack(byte[] steps, int last, int frames, int count)
    {
        var path = new int[frames];
        for (var frame = frames - 1; frame >= 0; frame--)
        {
            path[frame] = last;
            last -= steps[frame * count + last];
        }
        return path;
    }
}
