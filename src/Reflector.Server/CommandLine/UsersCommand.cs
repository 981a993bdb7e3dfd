using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Passwords;
using Reflector.Server.Accounts.People;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector users add|list</c>: accounts from a script.</summary>
internal static class UsersCommand
{
    public static Command Create(SettingOptions settings)
    {
        var command = new Command("users", "Manage accounts, whether the server runs or not.");
        command.Subcommands.Add(Add(settings));
        command.Subcommands.Add(
            DatabaseVerb.Create("list", "Print every account: id, e-mail address, role, name.", settings, ListAsync)
        );
        return command;
    }

    private static Command Add(SettingOptions settings)
    {
        var email = new Argument<string>("EMAIL") { Description = "What the person signs in with." };
        var name = new Option<string>("--name") { Description = "What others see; otherwise taken from EMAIL." };
        var admin = new Option<bool>("--admin") { Description = "Make the person an administrator." };
        var password = new Option<bool>("--password-stdin")
        {
            Description = "Read the password from the first line of standard input.",
        };
        var command = DatabaseVerb.Create(
            "add",
            "Make an account; one that exists is left as it is.",
            settings,
            (services, arguments, cancellationToken) =>
                AddAsync(
                    services,
                    arguments.GetValue(email)!,
                    arguments.GetValue(name),
                    arguments.GetValue(admin),
                    arguments.GetValue(password) ? Console.In : null,
                    cancellationToken
                )
        );
        command.Arguments.Add(email);
        command.Options.Add(name);
        command.Options.Add(admin);
        command.Options.Add(password);
        return command;
    }

    private static async Task<int> AddAsync(
        IServiceProvider services,
        string emailText,
        string? name,
        bool isAdministrator,
        TextReader? passwordInput,
        CancellationToken cancellationToken
    )
    {
        var settings = services.GetRequiredService<ReflectorSettings>();
        var db = services.GetRequiredService<ReflectorDb>();
        var email = EmailAddress.Normalize(emailText);
        if (passwordInput is null && settings.AuthBackend == AuthBackends.Password)
            throw ApiException.BadRequest("A password is needed: pipe it in with --password-stdin");
        if (await db.Users.AnyAsync(user => user.Email == email, cancellationToken))
            throw ApiException.Conflict($"There is an account for {email} already; nothing was changed");
        var user = User.Create(
            email,
            UserName.Check(name, email),
            services.GetRequiredService<TimeProvider>().GetUtcNow()
        );
        user.IsAdministrator = isAdministrator;
        if (passwordInput is not null)
        {
            var password = PasswordRules.Check(await passwordInput.ReadLineAsync(cancellationToken) ?? "");
            user.PasswordHash = services.GetRequiredService<PasswordHashes>().Hash(password);
        }
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        await Console.Out.WriteLineAsync(user.Id);
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(
        IServiceProvider services,
        ParseResult arguments,
        CancellationToken cancellationToken
    )
    {
        var users = await services
            .GetRequiredService<ReflectorDb>()
            .Users.OrderBy(user => user.Email)
            .ToListAsync(cancellationToken);
        foreach (var user in users)
            await Console.Out.WriteLineAsync($"{user.Id}\t{user.Email}\t{Role(user)}\t{user.Name}");
        return ExitCodes.Success;
    }

    private static string Role(User user) =>
        user.DisabledAt is not null ? "disabled"
        : user.IsAdministrator ? "administrator"
        : "user";
}
