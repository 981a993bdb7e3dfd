namespace Reflector.Speech.Words;

/// <summary>
/// Guesses from its spelling which classes of sounds an English word is made of. It need not be right, only about as
/// long as the word and hissing where the word hisses.
/// </summary>
internal static class Pronunciation
{
    private static readonly string[] DigitNames =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
    ];

    private static readonly (string Letters, string Sounds)[] Rules =
    [
        ("tion", "SVN"),
        ("sion", "SVN"),
        ("ough", "V"),
        ("augh", "V"),
        ("eigh", "V"),
        ("igh", "V"),
        ("tch", "TS"),
        ("dge", "TS"),
        ("sch", "ST"),
        ("que", "T"),
        ("ture", "TSV"),
        ("sh", "S"),
        ("ch", "TS"),
        ("ck", "T"),
        ("th", "F"),
        ("ph", "F"),
        ("gh", ""),
        ("kn", "N"),
        ("wr", "L"),
        ("wh", "L"),
        ("qu", "TL"),
        ("ng", "N"),
        ("mb", "N"),
        ("ss", "S"),
        ("ll", "L"),
        ("tt", "T"),
        ("pp", "T"),
        ("dd", "T"),
        ("gg", "T"),
        ("bb", "T"),
        ("cc", "T"),
        ("ff", "F"),
        ("rr", "L"),
        ("mm", "N"),
        ("nn", "N"),
        ("zz", "S"),
        ("ce", "SV"),
        ("ci", "SV"),
        ("cy", "SV"),
        ("ge", "TSV"),
        ("gi", "TSV"),
        ("x", "TS"),
        ("j", "TS"),
        ("c", "T"),
        ("k", "T"),
        ("g", "T"),
        ("p", "T"),
        ("b", "T"),
        ("t", "T"),
        ("d", "T"),
        ("s", "S"),
        ("z", "S"),
        ("f", "F"),
        ("v", "F"),
        ("h", "F"),
        ("m", "N"),
        ("n", "N"),
        ("l", "L"),
        ("r", "L"),
        ("w", "L"),
        ("q", "T"),
    ];

    public static IReadOnlyList<SoundClass> Of(string word)
    {
        var sounds = new List<SoundClass>();
        var letters = new string([.. word.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c))]);
        if (letters.Length == 0)
            return [SoundClass.Vowel];
        var spelledOut = word.Length > 1 && word.Where(char.IsLetter).All(char.IsUpper) && !letters.Any(IsVowel);
        for (var at = 0; at < letters.Length; )
            at += spelledOut ? SpellOut(letters[at], sounds) : Read(letters, at, sounds);
        return sounds.Count == 0 ? [SoundClass.Vowel] : sounds;
    }

    private static int Read(string letters, int at, List<SoundClass> sounds)
    {
        var c = letters[at];
        if (char.IsDigit(c))
        {
            Append(DigitNames[c - '0' is >= 0 and < 10 and var digit ? digit : 0], sounds);
            return 1;
        }
        foreach (var (pattern, result) in Rules)
        {
            if (string.CompareOrdinal(letters, at, pattern, 0, pattern.Length) != 0)
                continue;
            // "place", "huge": the e is silent at the end.
            var silentEnd = pattern is "ce" or "ge" && at + 2 == letters.Length;
            Add(silentEnd ? result[..^1] : result, sounds);
            return pattern.Length;
        }
        if (c == 'y' && at == 0)
        {
            sounds.Add(SoundClass.Glide);
            return 1;
        }
        if (c == 'e' && at == letters.Length - 1 && sounds.Contains(SoundClass.Vowel))
            return 1;
        if (c == 'e' && at == letters.Length - 2 && letters[^1] == 'd' && at > 1 && !"td".Contains(letters[at - 1]))
            return 1;
        // Vowel letters in a row are one sound, and a letter of a foreign script is taken for a vowel.
        var run = at + 1;
        while (run < letters.Length && run - at < 2 && IsVowel(letters[run]) && IsVowel(c))
            run++;
        sounds.Add(SoundClass.Vowel);
        return run - at;
    }

    private static void Append(string word, List<SoundClass> sounds)
    {
        for (var at = 0; at < word.Length; )
            at += Read(word, at, sounds);
    }

    private static int SpellOut(char letter, List<SoundClass> sounds)
    {
        Add(
            letter switch
            {
                'f' => "VF",
                's' or 'x' => "VS",
                'l' or 'r' => "VL",
                'm' or 'n' => "VN",
                'w' => "TVTLLV",
                'h' => "VTS",
                'c' or 'z' => "SV",
                'v' => "FV",
                _ => "TV",
            },
            sounds
        );
        return 1;
    }

    private static void Add(string codes, List<SoundClass> sounds)
    {
        foreach (var code in codes)
        {
            if (code == 'T')
                sounds.Add(SoundClass.Closure);
            sounds.Add(
                code switch
                {
                    'V' => SoundClass.Vowel,
                    'L' => SoundClass.Glide,
                    'N' => SoundClass.Nasal,
                    'S' => SoundClass.Sibilant,
                    'F' => SoundClass.Fricative,
                    _ => SoundClass.Burst,
                }
            );
        }
    }

    private static bool IsVowel(char c) => "aeiouy".Contains(c, StringComparison.Ordinal);
}
