namespace Reflector.Server.Accounts;

internal static class AccountsExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services.AddSingleton<ICallerSource, LocalCallerSource>();

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/me", (Caller caller) => caller.UserId is null ? null : new UserInfo(caller.UserId, null))
            .WithName("v1_user_me")
            .WithSummary("Who I am")
            .WithTags("user");
        return routes;
    }
}

/// <param name="Sub">Id of the user.</param>
internal sealed record UserInfo(string Sub, string? Email);
