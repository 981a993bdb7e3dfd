using System.Text.RegularExpressions;
using Reflector.Server.Http;

namespace Reflector.Server.Rooms;

/// <summary>What a room may be called: its name is an address of ours, and part of names at the video platforms.</summary>
internal static partial class RoomName
{
    public const int MaxLength = 64;

    // Addresses of the page and the server, now or soon.
    private static readonly HashSet<string> Reserved =
    [
        "admin",
        "api",
        "assets",
        "browse",
        "docs",
        "favicon",
        "health",
        "index",
        "invitation",
        "join",
        "live",
        "login",
        "logout",
        "metrics",
        "new",
        "openapi",
        "record",
        "redoc",
        "reset",
        "rooms",
        "search",
        "settings",
        "setup",
        "sign-in",
        "sign-out",
        "statistics",
        "transcripts",
        "v1",
        "webinars",
    ];

    /// <exception cref="ApiValidationException">The name cannot be used; the message says why.</exception>
    public static void Check(string name)
    {
        if (Mistake(name) is { } mistake)
            throw new ApiValidationException("value_error", ["body", "name"], mistake, name.Length > 100 ? null : name);
    }

    private static string? Mistake(string name) =>
        name.Length is 0 ? "A room needs a name"
        : name.Length > MaxLength ? $"A room's name should have at most {MaxLength} characters"
        : !Form().IsMatch(name)
            ? "A room's name should have only a-z, 0-9 and hyphens, and begin and end with a letter or digit"
        : Reserved.Contains(name) ? $"The name \"{name}\" is used by Reflector itself"
        : null;

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
