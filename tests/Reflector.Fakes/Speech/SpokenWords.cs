using System.Text;

namespace Reflector.Fakes.Speech;

/// <summary>
/// Brings two spellings of the same speech to one: no case, no punctuation, numbers in words, contractions written out
/// ("9 o'clock" is "nine o'clock", "it's" is "it is").
/// </summary>
public static class SpokenWords
{
    private static readonly string[] Small =
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
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] Tens =
    [
        "",
        "",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ];

    private static readonly Dictionary<string, string> Spellings = new()
    {
        ["can't"] = "can not",
        ["cannot"] = "can not",
        ["won't"] = "will not",
        ["shan't"] = "shall not",
        ["let's"] = "let us",
        ["it's"] = "it is",
        ["that's"] = "that is",
        ["there's"] = "there is",
        ["what's"] = "what is",
        ["who's"] = "who is",
        ["here's"] = "here is",
        ["he's"] = "he is",
        ["she's"] = "she is",
        ["i'm"] = "i am",
        ["mr"] = "mister",
        ["mrs"] = "missus",
        ["dr"] = "doctor",
        ["ok"] = "okay",
        ["alright"] = "all right",
        ["%"] = "percent",
        ["st"] = "street",
    };

    private static readonly (string Ending, string Words)[] Endings =
    [
        ("n't", " not"),
        ("'re", " are"),
        ("'ve", " have"),
        ("'ll", " will"),
        ("'d", " would"),
    ];

    public static IReadOnlyList<string> Normalize(string text)
    {
        var words = new List<string>();
        foreach (var token in Tokens(text.ToLowerInvariant().Replace('’', '\'')))
            words.AddRange(Expand(token).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words;
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var token = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var inNumber =
                c is ',' or '.' && i > 0 && i + 1 < text.Length && IsDigit(text[i - 1]) && IsDigit(text[i + 1]);
            if (char.IsLetterOrDigit(c) || c == '\'' || (inNumber && c == '.'))
            {
                token.Append(c);
                continue;
            }
            if (inNumber)
                continue;
            if (token.Length > 0)
                yield return token.ToString().Trim('\'');
            token.Clear();
            if (c == '%')
                yield return "%";
        }
        if (token.Length > 0)
            yield return token.ToString().Trim('\'');
    }

    private static string Expand(string token)
    {
        if (Spellings.TryGetValue(token, out var spelling))
            return spelling;
        if (token.Length > 0 && IsDigit(token[0]))
            return Number(token);
        foreach (var (ending, words) in Endings)
        {
            if (token.EndsWith(ending, StringComparison.Ordinal) && token.Length > ending.Length)
                return token[..^ending.Length] + words;
        }
        return token;
    }

    private static string Number(string token)
    {
        var digits = token.TakeWhile(c => IsDigit(c) || c == '.').Count();
        var (number, rest) = (token[..digits], token[digits..]);
        var parts = number.Split('.');
        if (!int.TryParse(parts[0], out var whole) || whole > 999_999_999)
            return token;
        var said = rest is "st" or "nd" or "rd" or "th" ? Ordinal(whole) : Cardinal(whole) + " " + rest;
        return parts.Length == 2
            ? $"{Cardinal(whole)} point {string.Join(' ', parts[1].Select(digit => Small[digit - '0']))} {rest}"
            : said;
    }

    private static string Cardinal(int number) =>
        number switch
        {
            < 20 => Small[number],
            < 100 => Tens[number / 10] + (number % 10 == 0 ? "" : " " + Small[number % 10]),
            >= 1100 and < 2000 when number % 100 != 0 => $"{Cardinal(number / 100)} {Year(number % 100)}",
            < 1000 => $"{Small[number / 100]} hundred {(number % 100 == 0 ? "" : Cardinal(number % 100))}",
            < 1_000_000 => $"{Cardinal(number / 1000)} thousand {(number % 1000 == 0 ? "" : Cardinal(number % 1000))}",
            _ =>
                $"{Cardinal(number / 1_000_000)} million {(number % 1_000_000 == 0 ? "" : Cardinal(number % 1_000_000))}",
        };

    private static string Year(int number) => number < 10 ? $"oh {Small[number]}" : Cardinal(number);

    private static string Ordinal(int number)
    {
        var words = Cardinal(number).TrimEnd().Split(' ');
        words[^1] = words[^1] switch
        {
            "one" => "first",
            "two" => "second",
            "three" => "third",
            "five" => "fifth",
            "eight" => "eighth",
            "nine" => "ninth",
            "twelve" => "twelfth",
            var tens when tens.EndsWith('y') => tens[..^1] + "ieth",
            var other => other + "th",
        };
        return string.Join(' ', words);
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
