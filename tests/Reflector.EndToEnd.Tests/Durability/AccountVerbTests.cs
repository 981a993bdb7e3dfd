using System.Net;
using System.Net.Http.Json;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary><c>reflector users</c> and <c>reflector keys</c>, and what a first start prints.</summary>
public sealed class AccountVerbTests
{
    private const string Password = "correct horse battery";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["AUTH_BACKEND"] = "password",
    };

    [Fact]
    public async Task Accounts_and_keys_are_made_while_the_server_runs_and_while_it_does_not()
    {
        await using var data = new DataFolder();
        var (code, _, errors) = await RunAsync(
            data,
            Password,
            "users",
            "add",
            "ada@example.org",
            "--admin",
            "--password-stdin"
        );
        code.ShouldBe(0, errors);

        await using (var server = await ServerProcess.StartAsync(data, settings: Settings))
        {
            // There is an administrator.
            server.Output.ShouldNotContain("/setup");
            using var client = Client(server.Client.Address);
            using var signIn = await client.PostAsJsonAsync(
                "/v1/auth/sign-in",
                new { email = "ada@example.org", password = Password }
            );
            signIn.StatusCode.ShouldBe(HttpStatusCode.OK);

            (code, _, errors) = await RunAsync(data, Password, "users", "add", "Ada@example.org", "--password-stdin");
            code.ShouldBe(1);
            errors.ShouldContain("already; nothing was changed");
            (code, var key, errors) = await RunAsync(
                data,
                null,
                "keys",
                "create",
                "--user",
                "ada@example.org",
                "--scope",
                "read"
            );
            code.ShouldBe(0, errors);
            key.Trim().Length.ShouldBe(64);
            using var program = Client(server.Client.Address);
            program.DefaultRequestHeaders.Add("X-API-Key", key.Trim());
            using var list = await program.GetAsync("/v1/transcripts");
            using var write = await program.PostAsJsonAsync("/v1/transcripts", new { name = "x" });
            list.StatusCode.ShouldBe(HttpStatusCode.OK);
            write.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (code, var users, errors) = await RunAsync(data, null, "users", "list");
        code.ShouldBe(0, errors);
        users.ShouldContain("ada@example.org\tadministrator");
        (_, var keys, _) = await RunAsync(data, null, "keys", "list", "--user", "ada@example.org");
        (code, _, errors) = await RunAsync(data, null, "keys", "revoke", keys.Split('\t')[0]);
        code.ShouldBe(0, errors);
        (code, _, errors) = await RunAsync(data, null, "keys", "revoke", keys.Split('\t')[0]);
        code.ShouldBe(1);
        errors.ShouldContain("There is no API key");
    }

    [Fact]
    public async Task Each_start_without_an_administrator_prints_a_new_link()
    {
        await using var data = new DataFolder();
        var links = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            await using var server = await ServerProcess.StartAsync(data, settings: Settings);
            await Eventually.TrueAsync(() => server.Output.Contains("/setup?token="), Limit, "the link is printed");
            var link = server.Output.Split(' ', '\n').Single(word => word.Contains("/setup?token=")).Trim();
            link.ShouldStartWith(server.Client.Address.ToString());
            links.Add(link.Split("token=")[1]);
            using var client = Client(server.Client.Address);
            foreach (var token in links)
            {
                using var answer = await client.PostAsJsonAsync("/v1/auth/links/read", new { token });
                answer.StatusCode.ShouldBe(token == links[^1] ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            }
        }
    }

    [Theory]
    [InlineData("short", "A password has 12 to 256 characters.")]
    [InlineData(null, "pipe it in with --password-stdin")]
    public async Task A_missing_or_bad_password_is_a_sentence(string? password, string expected)
    {
        await using var data = new DataFolder();
        string[] arguments =
        [
            "users",
            "add",
            "ada@example.org",
            .. password is null ? (string[])[] : ["--password-stdin"],
        ];

        var (code, output, errors) = await RunAsync(data, password, arguments);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain(expected);
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler()) { BaseAddress = address };

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        DataFolder data,
        string? input,
        params string[] arguments
    )
    {
        await using var process = ReflectorProcess.Run(
            arguments,
            new Dictionary<string, string>(Settings, StringComparer.Ordinal) { ["DATA_DIR"] = data.Path }
        );
        if (input is not null)
            await process.Input.WriteLineAsync(input);
        process.Input.Close();
        var code = await process.ExitAsync(Limit);
        return (code, process.Output, process.Errors);
    }
}
