using System.CommandLine;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;

namespace Reflector.Server.CommandLine;

internal static class ServeCommand
{
    public static Command Create(SettingOptions settings)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, separated by semicolons, in place of PORT on localhost.",
        };
        var roles = new Option<ServerRoles>("--roles")
        {
            Description = "What this process does: web (answer requests), worker (background jobs) or all.",
            DefaultValueFactory = _ => ServerRoles.All,
        };
        var command = Verb.Create(
            "serve",
            "Run the server: web page, API and background work.",
            settings,
            (bound, arguments, cancellationToken) =>
                RunAsync(bound, arguments.GetValue(roles), arguments.GetValue(urls), cancellationToken)
        );
        command.Options.Add(urls);
        command.Options.Add(roles);
        return command;
    }

    private static async Task<int> RunAsync(
        ReflectorSettings settings,
        ServerRoles roles,
        string? urls,
        CancellationToken cancellationToken
    )
    {
        await using var server = await RunningServer.StartAsync(settings, roles, urls, cancellationToken);
        foreach (var address in server.Addresses)
            Console.WriteLine($"Reflector is ready at {address}");
        if (
            roles.HasFlag(ServerRoles.Web)
            && await SetupLink.CreateAsync(server.Services, server.Addresses.First(), cancellationToken) is { } link
        )
            Console.WriteLine($"Nobody can sign in yet. Make the first administrator at {link}");
        await server.WaitAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
