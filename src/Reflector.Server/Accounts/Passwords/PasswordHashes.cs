using Microsoft.AspNetCore.Identity;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Passwords;

/// <summary>Hashes passwords with the framework's hasher (PBKDF2, salted).</summary>
internal sealed class PasswordHashes
{
    private readonly PasswordHasher<User> _hasher = new();

    // What is compared with when there is no password, so that the answer takes as long as for a wrong one.
    private readonly string _nobodys;

    public PasswordHashes() => _nobodys = _hasher.HashPassword(null!, Secrets.Create());

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <param name="user">Null for nobody; takes the same time and is never right.</param>
    /// <param name="password">What was typed.</param>
    public bool Verify(User? user, string password)
    {
        var result = _hasher.VerifyHashedPassword(null!, user?.PasswordHash ?? _nobodys, password);
        if (user?.PasswordHash is null || result == PasswordVerificationResult.Failed)
            return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
            user.PasswordHash = Hash(password);
        return true;
    }
}

internal static class PasswordRules
{
    public const int Minimum = 12;

    /// <summary>Hashing takes time for every character that somebody sends.</summary>
    public const int Maximum = 256;

    /// <exception cref="ApiValidationException">It is too short or too long; there are no other rules.</exception>
    public static string Check(string password, string field = "password") =>
        password.Length is >= Minimum and <= Maximum
            ? password
            : throw new ApiValidationException(
                "value_error",
                ["body", field],
                $"A password has {Minimum} to {Maximum} characters"
            );
}
