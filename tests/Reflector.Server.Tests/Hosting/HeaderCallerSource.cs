using Microsoft.AspNetCore.Http;
using Reflector.Server.Accounts;

namespace Reflector.Server.Tests.Hosting;

/// <summary>Believes a header: the tests decide who calls.</summary>
internal sealed class HeaderCallerSource : ICallerSource
{
    public const string Header = "X-Test-User";
    public const string Anonymous = "anonymous";
    public const string Administrator = "administrator";

    public Caller Identify(HttpContext context) =>
        context.Request.Headers[Header].ToString() switch
        {
            "" => Caller.Local,
            Anonymous => new Caller(null),
            Administrator => new Caller(Administrator, IsAdministrator: true),
            var user => new Caller(user),
        };
}
