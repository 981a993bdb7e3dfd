namespace Reflector.Server.Accounts;

/// <param name="HasPassword">Whether there is one to change.</param>
internal sealed record SignedInUser(string Id, string Email, string Name, bool IsAdministrator, bool HasPassword)
{
    public static SignedInUser From(User user) =>
        new(user.Id, user.Email, user.Name, user.IsAdministrator, user.PasswordHash is not null);
}

internal sealed record AccountStatus(string Status)
{
    public static AccountStatus Ok { get; } = new("ok");
}
