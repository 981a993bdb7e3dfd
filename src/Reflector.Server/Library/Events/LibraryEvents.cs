using System.Text.Json;
using Reflector.Server.Accounts;
using Reflector.Server.Events;
using Reflector.Server.Http;

namespace Reflector.Server.Library.Events;

/// <summary>Names of what a person's WebSocket tells of the transcripts in their list.</summary>
internal static class LibraryEvents
{
    public const string Created = "TRANSCRIPT_CREATED";
    public const string Deleted = "TRANSCRIPT_DELETED";
    public const string Status = "TRANSCRIPT_STATUS";
    public const string FinalTitle = "TRANSCRIPT_FINAL_TITLE";
    public const string Duration = "TRANSCRIPT_DURATION";

    /// <summary>All of it only matters to lists that are open.</summary>
    public static IReadOnlyCollection<string> All { get; } = [Created, Deleted, Status, FinalTitle, Duration];

    /// <returns>JSON of what the caller is told; null when the transcript is not in their list.</returns>
    public static string? DataFor(this StoredEvent item, Caller caller)
    {
        var entry = JsonSerializer.Deserialize<LibraryEntry>(item.Data, ApiJson.Options)!;
        var isTold = entry.Owner is not null && entry.Owner == caller.UserId ? entry.ToOwner : entry.ToOthers;
        return isTold ? entry.Data.GetRawText() : null;
    }

    /// <summary>As <c>tell_of_transcript</c> writes it.</summary>
    /// <param name="Owner">Of the transcript.</param>
    /// <param name="ToOwner">Whether it concerns the owner's list.</param>
    /// <param name="ToOthers">Whether it concerns everybody else's.</param>
    /// <param name="Data">What is told.</param>
    private sealed record LibraryEntry(string? Owner, bool ToOwner, bool ToOthers, JsonElement Data);
}
