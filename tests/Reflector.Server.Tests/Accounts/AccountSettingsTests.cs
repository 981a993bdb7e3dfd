using Microsoft.Extensions.Configuration;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Configuration;

namespace Reflector.Server.Tests.Accounts;

public sealed class AccountSettingsTests
{
    [Theory]
    [InlineData("AUTH_BACKEND", "jwt", "AUTH_BACKEND")]
    [InlineData("AUTH_BACKEND", "oidc", "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")]
    [InlineData("SECRET_KEY", "too short", "fewer than 32 characters")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/8, everybody", "is not a list of addresses or networks")]
    public void A_mistake_is_named(string name, string value, string expected)
    {
        var refusal = Should.Throw<SettingsException>(() => Bind((name, value)));

        refusal.Message.ShouldContain(expected);
        if (name == "SECRET_KEY")
            refusal.Message.ShouldNotContain(value);
    }

    [Theory]
    [InlineData("http://auth.example.org", false)]
    [InlineData("ftp://auth.example.org", false)]
    [InlineData("auth.example.org", false)]
    [InlineData("https://auth.example.org/realms/x", true)]
    [InlineData("http://localhost:8080/realms/x", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    public void A_provider_is_reached_over_https_or_on_this_machine(string issuer, bool accepted)
    {
        Action bind = () =>
            Bind(
                ("AUTH_BACKEND", "oidc"),
                ("OIDC_ISSUER", issuer),
                ("OIDC_CLIENT_ID", "reflector"),
                ("OIDC_CLIENT_SECRET", "secret")
            );

        if (accepted)
            bind();
        else
            Should.Throw<SettingsException>(bind).Message.ShouldContain("https://");
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/transcripts/1?view=text#t=3", true)]
    [InlineData("/a%20b", true)]
    [InlineData("", false)]
    [InlineData("transcripts", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("//evil.example", false)]
    [InlineData("///evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/%2fevil.example", false)]
    [InlineData("/%5cevil.example", false)]
    [InlineData("/\tevil", false)]
    [InlineData("/%0d%0aSet-Cookie:a=b", false)]
    public void People_are_sent_back_to_our_own_pages_only(string path, bool local) =>
        LocalPath.IsLocal(path).ShouldBe(local);

    private static ReflectorSettings Bind(params (string Name, string Value)[] settings) =>
        SettingsBinder.Bind(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value))
                .Build()
        );
}
