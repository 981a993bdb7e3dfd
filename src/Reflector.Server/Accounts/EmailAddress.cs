using System.Buffers;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts;

internal static class EmailAddress
{
    private const int Limit = 254;
    private static readonly SearchValues<char> Never = SearchValues.Create("<>()[]\\,;:\"");

    /// <summary>Lower case, without blanks around; nothing more is sure without writing to it.</summary>
    /// <exception cref="ApiValidationException">It is none.</exception>
    public static string Normalize(string? text, string field = "email") =>
        TryNormalize(text)
        ?? throw new ApiValidationException("value_error", ["body", field], "Input should be an e-mail address");

    public static string? TryNormalize(string? text)
    {
        var email = text?.Trim().ToLowerInvariant();
        if (email is not { Length: >= 3 and <= Limit })
            return null;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var isPlain =
            at > 0
            && at < email.Length - 1
            && at == email.LastIndexOf('@')
            && !email.AsSpan().ContainsAny(Never)
            && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
        return isPlain ? email : null;
    }
}
