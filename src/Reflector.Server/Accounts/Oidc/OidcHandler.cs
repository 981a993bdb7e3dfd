using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Accounts.Sessions;

namespace Reflector.Server.Accounts.Oidc;

/// <summary>
/// The framework's authorization code flow (state, correlation cookie, PKCE) with endpoints from discovery, and the
/// userinfo endpoint asked who has signed in.
/// </summary>
internal sealed class OidcHandler(
    IOptionsMonitor<OAuthOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    OidcProvider provider,
    OidcUsers users,
    OwnAddresses addresses
) : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string CallbackPath = "/v1/auth/oidc/callback";
    private ProviderDescription? _described;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _described = await provider.DescribeAsync(Context.RequestAborted);
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        try
        {
            _described = await provider.DescribeAsync(Context.RequestAborted);
            return await base.HandleRemoteAuthenticateAsync();
        }
        catch (Exception exception) when (exception is OidcException or OidcRefusal or HttpRequestException)
        {
            return HandleRequestResult.Fail(exception);
        }
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var url = new Uri(base.BuildChallengeUrl(properties, RedirectUri()));
        return _described!.Authorization + (_described.Authorization!.Query.Length > 0 ? "&" : "?") + url.Query[1..];
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = RedirectUri(),
        };
        if (context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier))
            form["code_verifier"] = verifier!;
        using var request = new HttpRequestMessage(HttpMethod.Post, _described!.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_described.WantsBasicAuthentication)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicCredentials());
        }
        else
        {
            form["client_id"] = Options.ClientId;
            form["client_secret"] = Options.ClientSecret;
        }
        request.Content = new FormUrlEncodedContent(form);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        // Its body may hold tokens: only the status is ever told.
        return answer.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(
                JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted))
            )
            : OAuthTokenResponse.Failed(new OidcException($"The token endpoint answered {(int)answer.StatusCode}"));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity,
        AuthenticationProperties properties,
        OAuthTokenResponse tokens
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _described!.UserInfo);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        if (!answer.IsSuccessStatusCode)
            throw new OidcException($"The userinfo endpoint answered {(int)answer.StatusCode}");
        using var claims = await JsonDocument.ParseAsync(
            await answer.Content.ReadAsStreamAsync(Context.RequestAborted),
            cancellationToken: Context.RequestAborted
        );
        var user = await users.SignInAsync(claims.RootElement, Context.RequestAborted);
        properties.IsPersistent = true;
        return new AuthenticationTicket(BrowserSessions.PrincipalOf(user), properties, Scheme.Name);
    }

    private string RedirectUri() => addresses.LinkBase(Request) + CallbackPath;

    // RFC 6749, 2.3.1: both are form-encoded first.
    private string BasicCredentials() =>
        Convert.ToBase64String(
            Encoding.ASCII.GetBytes(
                $"{Uri.EscapeDataString(Options.ClientId)}:{Uri.EscapeDataString(Options.ClientSecret)}"
            )
        );
}
