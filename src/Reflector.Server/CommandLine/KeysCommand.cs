using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector keys create|list|revoke</c>: API keys from a script.</summary>
internal static class KeysCommand
{
    public static Command Create(SettingOptions settings)
    {
        var command = new Command("keys", "Manage API keys, whether the server runs or not.");
        command.Subcommands.Add(CreateKey(settings));
        command.Subcommands.Add(List(settings));
        command.Subcommands.Add(Revoke(settings));
        return command;
    }

    private static Command CreateKey(SettingOptions settings)
    {
        var user = User();
        var name = new Option<string>("--name") { Description = "What the key is for." };
        var scope = new Option<ApiKeyScope>("--scope")
        {
            Description = "read: may look at things; write: may change them, too.",
            DefaultValueFactory = _ => ApiKeyScope.Write,
        };
        var command = DatabaseVerb.Create(
            "create",
            "Make an API key and print it, alone; it cannot be shown again.",
            settings,
            async (services, arguments, cancellationToken) =>
            {
                var userId = await FindUserAsync(services, arguments.GetValue(user), cancellationToken);
                var (_, key) = await services
                    .GetRequiredService<ApiKeyStore>()
                    .CreateAsync(userId, arguments.GetValue(name), arguments.GetValue(scope), cancellationToken);
                await Console.Out.WriteLineAsync(key);
                return ExitCodes.Success;
            }
        );
        command.Options.Add(user);
        command.Options.Add(name);
        command.Options.Add(scope);
        return command;
    }

    private static Command List(SettingOptions settings)
    {
        var user = User();
        var command = DatabaseVerb.Create(
            "list",
            "Print a user's API keys: id, scope, made, last used, name.",
            settings,
            async (services, arguments, cancellationToken) =>
            {
                var userId = await FindUserAsync(services, arguments.GetValue(user), cancellationToken);
                var keys = await services
                    .GetRequiredService<ReflectorDb>()
                    .UserApiKeys.Where(key => key.UserId == userId)
                    .OrderByDescending(key => key.CreatedAt)
                    .ToListAsync(cancellationToken);
                foreach (var key in keys)
                    await Console.Out.WriteLineAsync(
                        $"{key.Id}\t{ApiEnumColumn.ApiName(key.Scope)}\t{Day(key.CreatedAt)}\t{Day(key.LastUsedAt)}\t{key.Name}"
                    );
                return ExitCodes.Success;
            }
        );
        command.Options.Add(user);
        return command;
    }

    private static Command Revoke(SettingOptions settings)
    {
        var id = new Argument<string>("ID") { Description = "As reflector keys list prints it." };
        var command = DatabaseVerb.Create(
            "revoke",
            "Revoke an API key; it stops working at once.",
            settings,
            async (services, arguments, cancellationToken) =>
            {
                var wanted = arguments.GetValue(id);
                var revoked = await services
                    .GetRequiredService<ReflectorDb>()
                    .UserApiKeys.Where(key => key.Id == wanted)
                    .ExecuteDeleteAsync(cancellationToken);
                return revoked > 0 ? ExitCodes.Success : throw ApiException.NotFound($"There is no API key {wanted}");
            }
        );
        command.Arguments.Add(id);
        return command;
    }

    private static Option<string> User() =>
        new("--user")
        {
            Description = "E-mail address of whom the key acts for; not needed with AUTH_BACKEND=none.",
            HelpName = "EMAIL",
        };

    private static async Task<string> FindUserAsync(
        IServiceProvider services,
        string? emailText,
        CancellationToken cancellationToken
    )
    {
        if (!services.GetRequiredService<ReflectorSettings>().HasAccounts)
            return Caller.Local.RequiredUserId;
        var email = EmailAddress.TryNormalize(emailText);
        return await services
                .GetRequiredService<ReflectorDb>()
                .Users.Where(user => user.Email == email)
                .Select(user => user.Id)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound(
                emailText is null
                    ? "Whose? Say it with --user EMAIL"
                    : $"There is no account for {emailText}: reflector users list prints them"
            );
    }

    private static string Day(DateTimeOffset? at) =>
        at?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never";
}
