using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Finds the JSON object in what a model wrote: bare, fenced, after thoughts, or in the middle of prose.</summary>
internal static partial class AnswerJson
{
    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    /// <summary>An answer has few places where an object could begin; more are not tried.</summary>
    private const int MostAttempts = 200;

    private static readonly JsonSerializerOptions Serializer = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="AnswerException">There is none, or it has another shape; the message is meant for the model.</exception>
    public static T Read<T>(string answer)
        where T : class
    {
        var text = Thoughts().Replace(answer, "");
        string? wrong = null;
        var at = text.IndexOf('{');
        for (var attempt = 0; at >= 0 && attempt < MostAttempts; attempt++)
        {
            if (EndOfObject(text, at) is not { } end)
            {
                at = text.IndexOf('{', at + 1);
                continue;
            }

            try
            {
                if (JsonSerializer.Deserialize<T>(text.AsSpan(at, end - at), Serializer) is { } value)
                {
                    return value;
                }
            }
            catch (JsonException exception)
            {
                wrong ??= $"The JSON does not fit the schema at {exception.Path ?? "$"}.";
            }

            at = text.IndexOf('{', at + 1);
        }

        throw new AnswerException(wrong ?? "There is no complete JSON object in the answer.");
    }

    /// <summary>The index after the brace that closes the one at the start; null when none does.</summary>
    private static int? EndOfObject(string text, int start)
    {
        var (depth, quoted) = (0, false);
        for (var index = start; index < text.Length; index++)
        {
            var character = text[index];
            if (quoted)
            {
                index += character == '\\' ? 1 : 0;
                quoted = character != '"';
                continue;
            }

            quoted = character == '"';
            depth += character switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return index + 1;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"<think(ing)?>.*?(</think(ing)?>|$)",
        RegexOptions.ExplicitCapture
            | RegexOptions.CultureInvariant
            | RegexOptions.Singleline
            | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Thoughts();
}

/// <summary>Why an answer cannot be used, said to the model so that it can do better.</summary>
internal sealed class AnswerException(string message) : Exception(message);
