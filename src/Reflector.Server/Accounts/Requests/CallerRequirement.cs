namespace Reflector.Server.Accounts.Requests;

internal enum Required
{
    /// <summary>Somebody with an account.</summary>
    Account,

    /// <summary>The same, unless <c>PUBLIC_MODE</c> lets everybody in.</summary>
    AccountUnlessPublic,

    /// <summary>Somebody who manages the server.</summary>
    Administrator,
}

/// <summary>Who may call an endpoint; refused before the body is read.</summary>
internal sealed record CallerRequirement(Required Required);

internal static class CallerRequirementExtensions
{
    /// <summary>401 for somebody without an account.</summary>
    public static T RequireCaller<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CallerRequirement(Required.Account));

    /// <summary>401 for somebody without an account, unless <c>PUBLIC_MODE</c> is on.</summary>
    public static T RequireCallerUnlessPublic<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new CallerRequirement(Required.AccountUnlessPublic));

    /// <summary>401 for somebody without an account, 403 for somebody who is no administrator.</summary>
    public static T RequireAdministrator<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new CallerRequirement(Required.Administrator));
}
