using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reflector.Server.Tests.Configuration;

namespace Reflector.Server.Tests.Accounts;

/// <summary>The certified npm <c>oidc-provider</c> as a process, and a person who fills its forms in.</summary>
internal sealed partial class OpenIdProvider : IAsyncDisposable
{
    private readonly Process _process;

    private OpenIdProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public string Issuer { get; }

    public Dictionary<string, string?> Settings =>
        new(StringComparer.Ordinal)
        {
            ["AUTH_BACKEND"] = "oidc",
            ["OIDC_ISSUER"] = Issuer,
            ["OIDC_CLIENT_ID"] = "reflector",
            ["OIDC_CLIENT_SECRET"] = "a secret with % and : in it",
            ["OIDC_NAME"] = "Example ID",
        };

    /// <param name="people">Claims by subject.</param>
    /// <param name="authentication">How the client proves itself.</param>
    public static async Task<OpenIdProvider> StartAsync(
        Dictionary<string, object> people,
        string authentication = "client_secret_basic"
    )
    {
        var start = new ProcessStartInfo("node", "provider.mjs")
        {
            WorkingDirectory = Path.Combine(RepositoryFiles.Root, "tests", "OidcProvider"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PEOPLE"] = JsonSerializer.Serialize(people);
        start.Environment["AUTH_METHOD"] = authentication;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith("ready ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException("The OpenID provider did not start: run eng/setup --test.");
        return new(process, line["ready ".Length..]);
    }

    /// <summary>Signs in at the provider, from our button to our page; returns where the browser ends.</summary>
    /// <param name="server">Our server.</param>
    /// <param name="browser">Follows no redirects by itself.</param>
    /// <param name="subject">Who signs in.</param>
    /// <param name="returnTo">Where they were.</param>
    public async Task<Uri> SignInAsync(AccountServer server, HttpClient browser, string subject, string returnTo = "/")
    {
        var at = new Uri(server.Server.Address, $"/v1/auth/oidc/start?return_to={Uri.EscapeDataString(returnTo)}");
        using var answer = await browser.GetAsync(at);
        return await GoOnAsync(browser, at, answer, subject);
    }

    /// <summary>Follows redirects and fills forms in until the browser is back at our page.</summary>
    public async Task<Uri> GoOnAsync(HttpClient browser, Uri at, HttpResponseMessage answer, string subject)
    {
        for (var step = 0; step < 20; step++)
        {
            if (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther)
            {
                at = new Uri(at, answer.Headers.Location!);
                if (!IsOurs(at) && at.AbsolutePath != OidcCallback)
                    return at;
                answer = await browser.GetAsync(at);
                continue;
            }
            var page = await answer.Content.ReadAsStringAsync();
            var action = FormAction().Match(page);
            action.Success.ShouldBeTrue($"{(int)answer.StatusCode} {page}");
            at = new Uri(at, action.Groups[1].Value);
            var fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["prompt"] = Prompt().Match(page).Groups[1].Value,
                ["login"] = subject,
                ["password"] = "whatever",
            };
            answer = await browser.PostAsync(at, new FormUrlEncodedContent(fields));
        }
        throw new InvalidOperationException($"No end of it at {at}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private const string OidcCallback = "/v1/auth/oidc/callback";

    private bool IsOurs(Uri address) => address.GetLeftPart(UriPartial.Authority) == Issuer;

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("name=\"prompt\" value=\"([^\"]+)\"")]
    private static partial Regex Prompt();
}
