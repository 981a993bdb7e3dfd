using System.Runtime.InteropServices;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>
/// Finds where the subject changes. Each stretch of speech is taken as drawn from its own mix of words around the
/// mix of the whole text (Dirichlet compound multinomial, after Eisenstein and Barzilay 2008); dynamic programming
/// finds the cuts under which the text is most probable, with a mild preference for a usual length and for cuts
/// where somebody says that the subject changes.
/// </summary>
internal static class TopicSegmenter
{
    /// <summary>
    /// A topic of a meeting grows with the root of its length: a minute is one topic, ten minutes have about four,
    /// an hour about ten.
    /// </summary>
    private const double UsualLengthFactor = 9.0;

    /// <summary>Words. A text with fewer than two of these is one topic.</summary>
    private const int ShortestTopic = 110;

    /// <summary>A topic is at most so many times the usual length, which bounds the search.</summary>
    private const double LongestFactor = 3.0;

    /// <summary>Neighbouring sentences are joined up to so many words before cuts are considered.</summary>
    private const int UnitWords = 8;

    /// <summary>
    /// How far a topic's mix of words may stray from that of the whole text: small numbers let a topic repeat its own
    /// words, so that each new topic costs more and has to pay by being consistent.
    /// </summary>
    private const double Concentration = 60;

    /// <summary>Weight, in nats, of a topic that is e times longer or shorter than usual.</summary>
    private const double LengthWeight = 14;

    /// <summary>Nats for a cut before words such as "the next item is".</summary>
    private const double AnnouncementBonus = 9;

    /// <summary>Nats for a cut at a change of speaker; and for one at a pause of <see cref="LongPause"/> seconds.</summary>
    private const double TurnBonus = 1;

    private const double PauseBonus = 3;

    private const double LongPause = 2.5;

    /// <summary>Index of the first word of each topic, in order; the first is 0. Empty for no words.</summary>
    public static List<int> FindStarts(SpokenText text)
    {
        if (text.Words.Count == 0)
        {
            return [];
        }

        var units = Units(text);
        if (text.Words.Count < 2 * ShortestTopic || units.Count < 2)
        {
            return [0];
        }

        var usual = UsualLengthFactor * Math.Sqrt(text.Words.Count);
        var starts = BestCuts(text, units, usual);
        return starts.ConvertAll(unit => units[unit].First);
    }

    private static List<Unit> Units(SpokenText text)
    {
        var units = new List<Unit>();
        foreach (var sentence in text.Sentences)
        {
            var opens = Announcements.OpensSubject(text, sentence);
            if (units.Count > 0 && units[^1].Length < UnitWords && !opens && !Announcements.Thanks(text, sentence))
            {
                units[^1] = units[^1] with { End = sentence.End };
                continue;
            }

            units.Add(new Unit(sentence.First, sentence.End, CutBonus(text, sentence, opens)));
        }

        return units;
    }

    private static double CutBonus(SpokenText text, Sentence sentence, bool opens)
    {
        if (sentence.First == 0)
        {
            return 0;
        }

        var before = text.Words[sentence.First - 1];
        var turn = before.Speaker != sentence.Speaker ? TurnBonus : 0;
        var pause = text.Words[sentence.First].Start - before.End >= LongPause ? PauseBonus : 0;
        return turn + pause + (opens ? AnnouncementBonus : 0);
    }

    private static List<int> BestCuts(SpokenText text, List<Unit> units, double usual)
    {
        var total = (double)text.TermCounts.Sum();
        var prior = Array.ConvertAll(text.TermCounts, count => Concentration * count / Math.Max(1, total));
        var cost = new double[units.Count + 1];
        var cameFrom = new int[units.Count + 1];
        Array.Fill(cost, double.PositiveInfinity);
        cost[0] = 0;
        var seen = new int[text.TermCounts.Length];
        for (var start = 0; start < units.Count; start++)
        {
            if (double.IsPositiveInfinity(cost[start]))
            {
                continue;
            }

            var (surprise, drawn) = (0.0, 0);
            var end = start;
            for (; end < units.Count; end++)
            {
                for (var index = units[end].First; index < units[end].End; index++)
                {
                    var term = text.Terms[index];
                    if (term >= 0)
                    {
                        surprise -= Math.Log((seen[term]++ + prior[term]) / (drawn++ + Concentration));
                    }
                }

                var length = units[end].End - units[start].First;
                var alone = start == 0 && end == units.Count - 1;
                if (length < ShortestTopic && !alone)
                {
                    continue;
                }

                var stray = Math.Log(length / usual);
                var here = cost[start] + surprise + LengthWeight * stray * stray - units[start].CutBonus;
                if (here < cost[end + 1])
                {
                    (cost[end + 1], cameFrom[end + 1]) = (here, start);
                }

                if (length > LongestFactor * usual && !alone)
                {
                    end++;
                    break;
                }
            }

            Forget(text, units[start].First, units[end - 1].End, seen);
        }

        return Follow(cameFrom, cost, units.Count);
    }

    private static void Forget(SpokenText text, int first, int end, int[] seen)
    {
        for (var index = first; index < end; index++)
        {
            if (text.Terms[index] >= 0)
            {
                seen[text.Terms[index]] = 0;
            }
        }
    }

    private static List<int> Follow(int[] cameFrom, double[] cost, int end)
    {
        // The end is out of reach only where a single unit is longer than any topic may be; then it is one topic.
        if (double.IsPositiveInfinity(cost[end]))
        {
            return [0];
        }

        var starts = new List<int>();
        while (end > 0)
        {
            end = cameFrom[end];
            starts.Add(end);
        }

        starts.Reverse();
        return starts;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Unit(int First, int End, double CutBonus)
    {
        public int Length => End - First;
    }
}
