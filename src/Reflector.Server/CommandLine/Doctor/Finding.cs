namespace Reflector.Server.CommandLine.Doctor;

internal enum Health
{
    Good,
    Warning,
    Bad,
}

/// <summary>What one check found.</summary>
/// <param name="Text">What was found, as a sentence or a few words.</param>
/// <param name="Fix">What to do about it; null when all is well.</param>
internal sealed record Finding(Health Health, string Text, string? Fix = null)
{
    public static Finding Good(string text) => new(Health.Good, text);

    public static Finding Warning(string text, string fix) => new(Health.Warning, text, fix);

    public static Finding Bad(string text, string fix) => new(Health.Bad, text, fix);
}
