using System.CommandLine;
using System.Security.Cryptography;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.CommandLine;

/// <summary><c>reflector daily webhook create|list|repair|delete</c>: Daily has no page for this.</summary>
internal static class DailyCommand
{
    private const int SecretBytes = 32;

    public static Command Create(SettingOptions settings)
    {
        var all = new Option<bool>("--all") { Description = "Those of other servers, too." };
        var delete = Webhook("delete", "Stop Daily from telling this server.", settings, all, DeleteAsync);
        delete.Options.Add(all);
        var webhook = new Command("webhook", "Have Daily tell this server who comes and goes, and of recordings.");
        webhook.Subcommands.Add(
            Webhook("create", "Register this server at Daily; it must be running.", settings, all, CreateAsync)
        );
        webhook.Subcommands.Add(Webhook("list", "Print the webhooks of the Daily domain.", settings, all, ListAsync));
        webhook.Subcommands.Add(
            Webhook("repair", "Make a webhook active that Daily has stopped.", settings, all, RepairAsync)
        );
        webhook.Subcommands.Add(delete);
        return new Command("daily", "Manage the Daily domain of this server.") { webhook };
    }

    private sealed record Asked(ReflectorSettings Settings, DailyWebhooks Webhooks, bool All)
    {
        public string Url { get; } = DailyWebhooks.OwnUrl(Settings);

        public bool IsOurs(DailyWebhook webhook) => webhook.Url == Url;
    }

    private static Command Webhook(
        string name,
        string description,
        SettingOptions settings,
        Option<bool> all,
        Func<Asked, CancellationToken, Task<int>> run
    ) =>
        Verb.Create(
            name,
            description,
            settings,
            async (bound, arguments, cancellationToken) =>
            {
                if (bound.DailyApiKey is null)
                    return await FailAsync("DAILY_API_KEY is not set: copy it from Daily's dashboard, Developers.");
                await using var services = PlatformServices.Build(bound);
                return await run(
                    new(bound, services.GetRequiredService<DailyWebhooks>(), arguments.GetValue(all)),
                    cancellationToken
                );
            }
        );

    private static async Task<int> CreateAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Settings.BaseUrl is null)
            return await FailAsync(
                "BASE_URL is not set: Daily must know the address under which this server is reached from the internet."
            );
        if (new Uri(asked.Url).IsLoopback && !new Uri(asked.Settings.DailyApiUrl).IsLoopback)
            return await FailAsync($"{asked.Url} is an address of this machine alone: set BASE_URL to the public one.");
        var secret = asked.Settings.DailyWebhookSecret;
        if (secret is not null && !DailySignature.IsSecret(secret))
            return await FailAsync(
                "DAILY_WEBHOOK_SECRET is not in base64: leave it empty, and this command makes one."
            );
        var registered = await asked.Webhooks.ListAsync(cancellationToken);
        if (registered.FirstOrDefault(asked.IsOurs) is { } ours)
            return await FailAsync(
                $"Daily has a webhook to {ours.Url} already, and it is {ours.State}: repair it, or delete it first."
            );
        var used = secret ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        if (await asked.Webhooks.CreateAsync(asked.Url, used, cancellationToken) is null)
            return await FailAsync(
                registered.Count > 0
                    ? $"Daily refused it. It has a webhook to {registered[0].Url}, and usually allows one for each domain: `reflector daily webhook delete --all` removes it."
                    : NotReached(asked)
            );
        await Console.Out.WriteLineAsync($"Daily now tells {asked.Url}.");
        if (secret is null)
            await Console.Out.WriteLineAsync(
                $"Add this line to .env and start the server again; until then it refuses what Daily sends:\nDAILY_WEBHOOK_SECRET={used}"
            );
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(Asked asked, CancellationToken cancellationToken)
    {
        var registered = await asked.Webhooks.ListAsync(cancellationToken);
        foreach (var webhook in registered)
            await Console.Out.WriteLineAsync(
                $"{webhook.State}\t{webhook.Url}\t{(asked.IsOurs(webhook) ? "this server" : "another")}\t{string.Join(',', webhook.EventTypes ?? [])}"
            );
        if (registered.Count == 0)
            await Console.Out.WriteLineAsync("Daily has no webhook: `reflector daily webhook create` makes one.");
        return ExitCodes.Success;
    }

    private static async Task<int> RepairAsync(Asked asked, CancellationToken cancellationToken)
    {
        var registered = await asked.Webhooks.ListAsync(cancellationToken);
        if (registered.FirstOrDefault(asked.IsOurs) is not { } ours)
            return await FailAsync($"Daily has no webhook to {asked.Url}: `reflector daily webhook create` makes one.");
        if (ours.IsActive)
        {
            await Console.Out.WriteLineAsync($"The webhook to {ours.Url} is active; there is nothing to repair.");
            return ExitCodes.Success;
        }
        if (await asked.Webhooks.RepairAsync(ours, cancellationToken) is not { IsActive: true })
            return await FailAsync(NotReached(asked));
        await Console.Out.WriteLineAsync($"The webhook to {ours.Url} is active again.");
        return ExitCodes.Success;
    }

    private static async Task<int> DeleteAsync(Asked asked, CancellationToken cancellationToken)
    {
        var registered = await asked.Webhooks.ListAsync(cancellationToken);
        var unwanted = registered.Where(webhook => asked.All || asked.IsOurs(webhook)).ToList();
        foreach (var webhook in unwanted)
        {
            await asked.Webhooks.DeleteAsync(webhook, cancellationToken);
            await Console.Out.WriteLineAsync($"Daily no longer tells {webhook.Url}.");
        }
        if (unwanted.Count == 0)
            await Console.Out.WriteLineAsync(
                registered.Count == 0
                    ? "Daily has no webhook."
                    : $"Daily has no webhook to {asked.Url}; with --all those of other servers are deleted, too."
            );
        return ExitCodes.Success;
    }

    private static string NotReached(Asked asked) =>
        $"Daily refused it: {asked.Url} must answer 200 from the internet. Start the server with the same settings, and check BASE_URL, the proxy in front of it and its certificate.";

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return ExitCodes.Failure;
    }
}
