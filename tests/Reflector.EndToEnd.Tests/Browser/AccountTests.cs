using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>People with accounts, each in a browser of their own.</summary>
[Collection(BrowserTests.Name)]
public sealed class AccountTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-accounts-");
    private RunningServer _server = null!;

    private string Address => _server.Addresses.First();

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, _folder.UnixFileMode | UnixFileMode.OtherExecute);
        _server = await RunningServer.StartAsync(
            new ReflectorSettings
            {
                AuthBackend = AuthBackends.Password,
                DataDir = Path.Combine(_folder.FullName, "data"),
                LogLevel = LogLevel.Critical,
            },
            ServerRoles.All,
            "http://127.0.0.1:0",
            TestContext.Current.CancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task From_the_set_up_link_to_signing_out_everywhere()
    {
        await using var first = await SetUpAsync();
        await Expect(first.Page.Heading("Your first transcript")).ToBeVisibleAsync();

        await using var second = await OpenAsync("/settings/account");
        await Expect(second.Page.Heading("Sign in")).ToBeVisibleAsync();
        await SignInAsync(second.Page, "ada@example.org");
        // Back where they were.
        await Expect(second.Page).ToHaveURLAsync($"{Address}/settings/account");
        await second.Page.Button("Sign out everywhere").ClickAsync();
        await Expect(second.Page.Heading("Sign in")).ToBeVisibleAsync();

        await first.Page.ReloadAsync();
        await Expect(first.Page.Heading("Sign in")).ToBeVisibleAsync();
        await second.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_set_up_link_works_once()
    {
        var link = await SetupLinkAsync();
        await using var first = await SetUpAsync(link);

        await using var late = await OpenAsync(link);

        await Expect(late.Page.Heading("This link does not work any more")).ToBeVisibleAsync();
        await late.Page.GetByRole(AriaRole.Link, new() { Name = "Go to sign-in" }).ClickAsync();
        await Expect(late.Page.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_invited_person_comes_in_and_sees_their_own()
    {
        await using var ada = await SetUpAsync();
        await ada.Page.GotoAsync("/settings/people");
        await ada.Page.GetByLabel("E-mail address").FillAsync("bob@example.org");
        await ada.Page.Button("Create link").ClickAsync();
        var link = await ada.Page.GetByLabel("Invitation link", new() { Exact = true }).InnerTextAsync();

        await using var bob = await OpenAsync(link);
        await Expect(bob.Page.GetByText("bob@example.org")).ToBeVisibleAsync();
        await bob.Page.GetByLabel("Your name").FillAsync("Bob <b>Builder</b>");
        await bob.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await bob.Page.Keyboard.PressAsync("Enter");

        await Expect(bob.Page.Heading("Your first transcript")).ToBeVisibleAsync();
        await bob.Page.GotoAsync("/settings/people");
        // No administrator.
        await Expect(bob.Page).ToHaveURLAsync($"{Address}/settings");
        await Expect(bob.Page.GetByRole(AriaRole.Tab, new() { Name = "People" })).ToHaveCountAsync(0);
        await ada.Page.ReloadAsync();
        var people = ada.Page.GetByRole(AriaRole.List, new() { Name = "People" });
        await Expect(people.GetByText("Bob <b>Builder</b>")).ToBeVisibleAsync();
        await ada.Page.Button("What to do with Bob <b>Builder</b>").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Disable the account" }).ClickAsync();
        await Expect(people.GetByText("Disabled", new() { Exact = true })).ToBeVisibleAsync();
        await bob.Page.ReloadAsync();
        await Expect(bob.Page.Heading("Sign in")).ToBeVisibleAsync();
        await ada.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task An_API_key_made_in_the_page_lets_a_program_in_until_it_is_revoked()
    {
        await using var ada = await SetUpAsync();
        await ada.Page.GotoAsync("/settings/api-keys");
        await ada.Page.GetByLabel("What is it for?").FillAsync("Import");
        await ada.Page.Button("Create key").ClickAsync();
        var key = await ada.Page.GetByLabel("API key", new() { Exact = true }).InnerTextAsync();
        await using var program = await ada.Page.Context.Browser!.NewContextAsync(
            new()
            {
                BaseURL = Address,
                ExtraHTTPHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-API-Key"] = key },
            }
        );
        (await program.APIRequest.GetAsync("/v1/transcripts")).Status.ShouldBe(200);

        await ada.Page.Button("Done").ClickAsync();
        await Expect(ada.Page.GetByText(key)).ToHaveCountAsync(0);
        await ada.Page.Button("Revoke Import").ClickAsync();
        await ada
            .Page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true })
            .ClickAsync();
        await Expect(ada.Page.GetByText("No keys yet")).ToBeVisibleAsync();

        (await program.APIRequest.GetAsync("/v1/transcripts")).Status.ShouldBe(401);
        await ada.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_act_for_who_is_signed_in()
    {
        await using var ada = await SetUpAsync();
        // Another port is another origin, and the same site: the cookie is sent along.
        await using var line = new NetworkLine(Address);
        var page = await ada.Context.NewPageAsync();
        await page.RouteAsync(
            $"{line.Address}/evil",
            route =>
                route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Evil</title>" })
        );
        await page.GotoAsync($"{line.Address}/evil");

        await page.EvaluateAsync(
            """
            address => {
              const form = document.createElement('form');
              Object.assign(form, { action: address, method: 'POST', enctype: 'text/plain' });
              document.body.append(form);
              form.submit();
            }
            """,
            $"{Address}/v1/auth/sign-out-everywhere"
        );

        await Expect(page.GetByText("This request comes from a page of another site")).ToBeVisibleAsync();
        await ada.Page.ReloadAsync();
        await Expect(ada.Page.Heading("Your first transcript")).ToBeVisibleAsync();
    }

    private async Task<string> SetupLinkAsync() =>
        (
            await SetupLink.CreateAsync(_server.Services, Address, TestContext.Current.CancellationToken)
        ).ShouldNotBeNull();

    private async Task<Visit> SetUpAsync(string? link = null)
    {
        var visit = await OpenAsync(link ?? await SetupLinkAsync());
        await visit.Page.GetByLabel("E-mail address").FillAsync("ada@example.org");
        await visit.Page.GetByLabel("Your name").FillAsync("Ada");
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await visit.Page.Button("Create the account").ClickAsync();
        await Expect(visit.Page.Heading("Your first transcript")).ToBeVisibleAsync();
        return visit;
    }

    private Task<Visit> OpenAsync(string path) => Visit.OpenAsync(fixture, path, address: Address);

    private static async Task SignInAsync(IPage page, string email)
    {
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
    }
}
