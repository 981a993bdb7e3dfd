using Reflector.Server.Accounts.Requests;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts;

/// <summary>Who sends a request.</summary>
/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="Email">Null as well for a program with an API key.</param>
/// <param name="IsAdministrator">Manages accounts and every room; sees no more of other people's transcripts than anybody.</param>
internal sealed record Caller(string? UserId, string? Email = null, bool IsAdministrator = false)
{
    /// <summary>The one user that everybody is with <c>AUTH_BACKEND=none</c>.</summary>
    public static Caller Local { get; } = new("local", IsAdministrator: true);

    public static Caller Anonymous { get; } = new(null as string);

    /// <summary>Id of the user.</summary>
    /// <exception cref="ApiException">401 for somebody without an account.</exception>
    public string RequiredUserId => UserId ?? throw ApiException.Unauthorized("Not authenticated");

    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.RequestServices.GetRequiredService<ICallerSource>().Identify(context));
}

/// <summary>Says who sends a request.</summary>
internal interface ICallerSource
{
    Caller Identify(HttpContext context);
}

/// <summary>What <see cref="CallerMiddleware"/> has found out.</summary>
internal sealed class IdentifiedCallerSource : ICallerSource
{
    public Caller Identify(HttpContext context) => context.Features.Get<Credentials>()?.Caller ?? Caller.Anonymous;
}
