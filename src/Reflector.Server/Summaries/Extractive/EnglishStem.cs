namespace Reflector.Server.Summaries.Extractive;

/// <summary>A light English stemmer: enough to see that "migrating", "migrated" and "migrations" are one subject.</summary>
internal static class EnglishStem
{
    private const int ShortestStem = 3;

    public static string Of(string word)
    {
        var stem = WithoutPlural(word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed", "ly", "ion"])
        {
            if (stem.Length - ending.Length > ShortestStem && stem.EndsWith(ending, StringComparison.Ordinal))
            {
                stem = Undoubled(stem[..^ending.Length]);
                break;
            }
        }

        return stem.Length > ShortestStem + 1 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string WithoutPlural(string word)
    {
        if (word.Length <= ShortestStem || word[^1] != 's' || word[^2] is 's' or 'u' or 'i')
        {
            return word;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return string.Concat(word.AsSpan(0, word.Length - 3), "y");
        }

        var sibilant = new[] { "sses", "xes", "ches", "shes", "zes" };
        return sibilant.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)) ? word[..^2] : word[..^1];
    }

    private static string Undoubled(string stem) =>
        stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'e' or 'o') ? stem[..^1] : stem;
}
