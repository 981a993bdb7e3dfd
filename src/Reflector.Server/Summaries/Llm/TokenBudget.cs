namespace Reflector.Server.Summaries.Llm;

/// <summary>How much text fits into one question. Without the model's own tokenizer this errs on the safe side.</summary>
internal sealed class TokenBudget(int contextWindow)
{
    /// <summary>English has four characters to a token; other languages and odd words have fewer.</summary>
    private const double CharactersPerToken = 3;

    /// <summary>Instructions, schema, and an earlier answer with what was wrong about it.</summary>
    private const int QuestionTokens = 1_600;

    private const double AnswerShare = 0.25;

    /// <summary>Below this no sensible question can be asked; the server then says itself that it is too long.</summary>
    private const int FewestTokens = 400;

    /// <summary>Tokens of material per question.</summary>
    public int Material { get; } = (int)Math.Max(FewestTokens, contextWindow * (1 - AnswerShare) - QuestionTokens);

    /// <summary>What is left beside a text of somebody else's making that goes into each question.</summary>
    public TokenBudget Without(string text) =>
        new(contextWindow - (int)Math.Ceiling(Estimate(text) / (1 - AnswerShare)));

    public static int Estimate(string text)
    {
        var wide = text.Count(character => character > '\u02FF');
        return (int)Math.Ceiling((text.Length - wide) / CharactersPerToken) + wide;
    }

    public bool Fits(string text) => Estimate(text) <= Material;

    /// <summary>Joins lines to as few texts as fit, in order. A line that is too long alone is cut.</summary>
    public List<string> Pack(IEnumerable<string> lines)
    {
        var packs = new List<string>();
        var pack = new List<string>();
        var used = 0;
        foreach (var line in lines.SelectMany(Cut))
        {
            var tokens = Estimate(line) + 1;
            if (pack.Count > 0 && used + tokens > Material)
            {
                packs.Add(string.Join('\n', pack));
                pack.Clear();
                used = 0;
            }

            pack.Add(line);
            used += tokens;
        }

        if (pack.Count > 0)
        {
            packs.Add(string.Join('\n', pack));
        }

        return packs;
    }

    private IEnumerable<string> Cut(string line)
    {
        // A character is at most one token, so this many always fit.
        for (var start = 0; start < line.Length || start == 0; start += Material - 1)
        {
            if (Fits(line[start..]))
            {
                yield return line[start..];
                yield break;
            }

            yield return line.Substring(start, Math.Min(Material - 1, line.Length - start));
        }
    }
}
