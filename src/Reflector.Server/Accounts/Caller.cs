namespace Reflector.Server.Accounts;

/// <summary>Who sends a request.</summary>
/// <param name="UserId">Null for somebody without an account.</param>
internal sealed record Caller(string? UserId)
{
    /// <summary>The one user that everybody is with <c>AUTH_BACKEND=none</c>.</summary>
    public static Caller Local { get; } = new("local");

    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.RequestServices.GetRequiredService<ICallerSource>().Identify(context));
}

/// <summary>Finds out who sends a request; one implementation for each <c>AUTH_BACKEND</c>.</summary>
internal interface ICallerSource
{
    Caller Identify(HttpContext context);
}

internal sealed class LocalCallerSource : ICallerSource
{
    public Caller Identify(HttpContext context) => Caller.Local;
}
