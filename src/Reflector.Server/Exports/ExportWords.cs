using System.Globalization;

namespace Reflector.Server.Exports;

/// <summary>The words that documents are headed with.</summary>
internal static class ExportWords
{
    public const string Untitled = "Unnamed recording";
    public const string Summary = "Summary";
    public const string Decisions = "Decisions";
    public const string NextSteps = "Next steps";
    public const string Topics = "Topics";
    public const string Transcript = "Transcript";
    public const string NoText = "No speech was recognised.";

    public static string When(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Length(TimeSpan duration) =>
        duration.TotalHours >= 1
            ? $"{(int)duration.TotalHours} h {duration.Minutes:00} min"
            : $"{duration.Minutes} min {duration.Seconds:00} s";

    public static string Page(int page, int pages) => $"{page} / {pages}";
}
