using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

/// <summary>A server with accounts, and browsers to use it.</summary>
internal sealed class AccountServer : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly List<HttpClient> _clients = [];

    private AccountServer(TestServer server) => Server = server;

    public TestServer Server { get; }

    /// <param name="postgres">Where the database is made.</param>
    /// <param name="settings">Over those of <c>AUTH_BACKEND=password</c>.</param>
    /// <param name="other">A node whose database and folder are shared.</param>
    /// <param name="configure">Exchanges services.</param>
    public static async Task<AccountServer> StartAsync(
        PostgresFixture postgres,
        Dictionary<string, string?>? settings = null,
        AccountServer? other = null,
        Action<WebApplicationBuilder>? configure = null
    ) =>
        new(
            await TestServer.StartAsync(
                postgres,
                new Dictionary<string, string?>(settings ?? [], StringComparer.Ordinal)
                {
                    ["AUTH_BACKEND"] = settings?.GetValueOrDefault("AUTH_BACKEND") ?? "password",
                },
                other?.Server.ConnectionString,
                other?.Server.DataFolder,
                builder =>
                {
                    builder.Services.Replace(ServiceDescriptor.Singleton<ICallerSource, IdentifiedCallerSource>());
                    configure?.Invoke(builder);
                }
            )
        );

    /// <summary>A browser, or a program, that nobody has signed in with.</summary>
    public HttpClient Browser(CookieContainer? cookies = null, bool followRedirects = true)
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                CookieContainer = cookies ?? new CookieContainer(),
                AllowAutoRedirect = followRedirects,
            }
        )
        {
            BaseAddress = Server.Address,
            Timeout = TimeSpan.FromMinutes(3),
        };
        _clients.Add(client);
        return client;
    }

    public HttpClient Program(string key)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Add("X-API-Key", key);
        return client;
    }

    /// <summary>A person with an account who has signed in.</summary>
    public async Task<Person> JoinAsync(string email, bool isAdministrator = false, CookieContainer? cookies = null)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var (_, token) = await scope
            .ServiceProvider.GetRequiredService<AccountLinks>()
            .CreateAsync(
                LinkPurpose.Invitation,
                AccountLinks.InvitationLife,
                CancellationToken.None,
                email,
                isAdministrator: isAdministrator
            );
        var browser = Browser(cookies);
        using var answer = await browser.PostAsJsonAsync("/v1/auth/links/accept", new { token, password = Password });
        return new((string)(await answer.OkAsync())["id"]!, email, browser);
    }

    public async Task<string> SetupTokenAsync()
    {
        var link = await SetupLink.CreateAsync(Server.Services, Server.Address.ToString(), CancellationToken.None);
        return link.ShouldNotBeNull().Split("/setup?token=")[1];
    }

    public static async Task<string> KeyAsync(Person person, string scope = "write", string? name = null)
    {
        using var answer = await person.Browser.PostAsJsonAsync("/v1/user/api-keys", new { name, scope });
        return (string)(await answer.OkAsync())["key"]!;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password = Password) =>
        browser.PostAsJsonAsync("/v1/auth/sign-in", new { email, password });

    /// <summary>Whom a browser or program is taken for; null for nobody.</summary>
    public static async Task<string?> WhoIsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/v1/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["sub"];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Server.DisposeAsync();
    }
}

internal sealed record Person(string Id, string Email, HttpClient Browser);
