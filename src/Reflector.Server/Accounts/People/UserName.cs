using Reflector.Server.Http;

namespace Reflector.Server.Accounts.People;

internal static class UserName
{
    /// <summary>What others see of a person.</summary>
    /// <param name="name">What was written; blank or null for the first part of the e-mail address.</param>
    /// <param name="email">Of the account.</param>
    public static string Check(string? name, string email)
    {
        var text = Clean(name);
        if (text.Length > User.NameLimit)
            throw new ApiValidationException(
                "string_too_long",
                ["body", "name"],
                $"Input should have at most {User.NameLimit} characters"
            );
        return text.Length > 0 ? text : email.Split('@')[0];
    }

    /// <summary>The same for a name that no person can correct: it is cut.</summary>
    public static string Cut(string? name, string email)
    {
        var text = Clean(name);
        return Check(text.Length > User.NameLimit ? text[..User.NameLimit] : text, email);
    }

    private static string Clean(string? name) =>
        string.Concat((name ?? "").Where(letter => !char.IsControl(letter))).Trim();
}
