using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.People;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.Links;

/// <summary>How the first administrator gets in: whoever can read what the program prints.</summary>
internal static class SetupLink
{
    /// <summary>A new link, the ones before it stop working; null when there is an administrator, or no passwords.</summary>
    /// <param name="services">Of the running server.</param>
    /// <param name="address">Where the server listens; the link leads there unless <c>BASE_URL</c> is set.</param>
    public static async Task<string?> CreateAsync(
        IServiceProvider services,
        string address,
        CancellationToken cancellationToken
    )
    {
        var settings = services.GetRequiredService<ReflectorSettings>();
        if (settings.AuthBackend != AuthBackends.Password)
            return null;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReflectorDb>();
        if (await Administrators.ExistAsync(db, cancellationToken))
            return null;
        await db.AccountLinks.Where(link => link.Purpose == LinkPurpose.Setup).ExecuteDeleteAsync(cancellationToken);
        var links = scope.ServiceProvider.GetRequiredService<AccountLinks>();
        var (_, token) = await links.CreateAsync(LinkPurpose.Setup, null, cancellationToken, isAdministrator: true);
        var root = settings.BaseUrl is null ? address.TrimEnd('/') : settings.PublicUrl;
        return root + AccountLinks.Path(LinkPurpose.Setup, token);
    }
}
