using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Meetings;

namespace Reflector.Server.Transcripts.Participants;

/// <summary>Names that the voices of a transcript may have.</summary>
internal sealed class NameSuggestions(ReflectorDb db)
{
    private const int Limit = 50;
    private const int EarlierTranscripts = 50;

    /// <summary>Whoever was in the meeting comes first, then who was invited, then who spoke before, most often first.</summary>
    public async Task<IReadOnlyList<NameSuggestion>> OfAsync(
        Transcript transcript,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var named = transcript.Participants.Select(participant => participant.Name);
        var seen = new HashSet<string>(named, StringComparer.OrdinalIgnoreCase);
        var invited = await InvitedAsync(transcript, caller, cancellationToken);
        var emails = invited.ToLookup(
            suggestion => suggestion.Name,
            suggestion => suggestion.Email,
            StringComparer.OrdinalIgnoreCase
        );
        IEnumerable<NameSuggestion> all =
        [
            .. await PresentAsync(transcript, cancellationToken),
            .. invited,
            .. await EarlierAsync(transcript, caller, cancellationToken),
        ];
        return
        [
            .. all.Where(suggestion => suggestion.Name.Length > 0 && seen.Add(suggestion.Name))
                .Take(Limit)
                .Select(suggestion => suggestion with { Email = emails[suggestion.Name].FirstOrDefault() }),
        ];
    }

    private async Task<IEnumerable<NameSuggestion>> PresentAsync(
        Transcript transcript,
        CancellationToken cancellationToken
    )
    {
        if (transcript.MeetingId is not { } meetingId)
            return [];
        var names = await db
            .ParticipantSessions.Where(session => session.MeetingId == meetingId)
            .OrderBy(session => session.JoinedAt)
            .Select(session => session.UserName)
            .ToListAsync(cancellationToken);
        return names.Select(name => new NameSuggestion(Clean(name), SuggestionSource.Meeting, null));
    }

    /// <summary>For the owner alone: a calendar is as private as the meeting.</summary>
    private async Task<IReadOnlyList<NameSuggestion>> InvitedAsync(
        Transcript transcript,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (
            transcript.MeetingId is not { } meetingId
            || transcript.UserId is null
            || transcript.UserId != caller.UserId
        )
            return [];
        var meeting = await db
            .Meetings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == meetingId, cancellationToken);
        if (meeting is null)
            return [];
        var announced = await db
            .CalendarEvents.AsNoTracking()
            .Where(item => item.Id == meeting.CalendarEventId)
            .Select(item => item.Attendees)
            .FirstOrDefaultAsync(cancellationToken);
        return
        [
            .. (announced ?? meeting.CalendarMetadata?.Attendees ?? []).Select(attendee => new NameSuggestion(
                NameOf(attendee),
                SuggestionSource.Calendar,
                attendee.Email
            )),
        ];
    }

    private async Task<IEnumerable<NameSuggestion>> EarlierAsync(
        Transcript transcript,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var earlier = db.Transcripts.AsNoTracking().ReadableBy(caller).Where(other => other.Id != transcript.Id);
        earlier = transcript.RoomId is { } roomId
            ? earlier.Where(other => other.RoomId == roomId)
            : earlier.Where(other => other.RoomId == null && other.UserId == caller.UserId);
        var participants = await earlier
            .OrderByDescending(other => other.CreatedAt)
            .Take(EarlierTranscripts)
            .Select(other => other.Participants)
            .ToListAsync(cancellationToken);
        return participants
            .SelectMany(people =>
                people.Select(person => Clean(person.Name)).Distinct(StringComparer.OrdinalIgnoreCase)
            )
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .Select(group => new NameSuggestion(group.First(), SuggestionSource.Earlier, null));
    }

    /// <summary>As others call them; nobody is called by their address.</summary>
    private static string Clean(string? name) => name is null || name.Contains('@') ? "" : name.Trim();

    /// <summary>Of somebody without a name in the calendar, what their address says: <c>priya.raman@…</c> is Priya Raman.</summary>
    private static string NameOf(Attendee attendee) =>
        Clean(attendee.Name) is { Length: > 0 } name
            ? name
            : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(
                string.Join(
                    ' ',
                    (attendee.Email?.Split('@')[0] ?? "").Split(
                        ['.', '_', '-', '+'],
                        StringSplitOptions.RemoveEmptyEntries
                    )
                )
            );
}
