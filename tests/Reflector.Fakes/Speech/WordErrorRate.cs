namespace Reflector.Fakes.Speech;

/// <summary>How far a text is from what was said, and which words of the two belong together.</summary>
/// <param name="Errors">Words replaced, left out and put in.</param>
/// <param name="Words">Words that were said.</param>
/// <param name="Pairs">Places of equal words: (said, recognised), as numbers of the normalised words.</param>
public sealed record WordErrorRate(int Errors, int Words, IReadOnlyList<(int Said, int Recognised)> Pairs)
{
    /// <summary>Errors per word said, 0 is perfect.</summary>
    public double Rate => Words == 0 ? Errors : (double)Errors / Words;

    public static WordErrorRate Of(string said, string recognised) =>
        Of(SpokenWords.Normalize(said), SpokenWords.Normalize(recognised));

    public static WordErrorRate Of(IReadOnlyList<string> said, IReadOnlyList<string> recognised)
    {
        var cost = new int[said.Count + 1, recognised.Count + 1];
        for (var i = 0; i <= said.Count; i++)
        for (var j = 0; j <= recognised.Count; j++)
        {
            if (i == 0 || j == 0)
                cost[i, j] = i + j;
            else
                cost[i, j] = Math.Min(
                    cost[i - 1, j - 1] + (said[i - 1] == recognised[j - 1] ? 0 : 1),
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1
                );
        }
        var pairs = new List<(int, int)>();
        for (var (i, j) = (said.Count, recognised.Count); i > 0 && j > 0; )
        {
            var equal = said[i - 1] == recognised[j - 1];
            if (cost[i, j] == cost[i - 1, j - 1] + (equal ? 0 : 1))
            {
                (i, j) = (i - 1, j - 1);
                if (equal)
                    pairs.Add((i, j));
            }
            else if (cost[i, j] == cost[i - 1, j] + 1)
            {
                i--;
            }
            else
            {
                j--;
            }
        }
        pairs.Reverse();
        return new(cost[said.Count, recognised.Count], said.Count, pairs);
    }
}
