using Reflector.Server.Calendars;
using Reflector.Server.Meetings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts.Editing;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Participants;

public sealed class NameSuggestionsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Who_was_there_comes_first_then_who_was_invited_then_who_often_spoke_here()
    {
        var world = await WorldAsync("owner");
        await EarlierAsync(world, "owner", ShareMode.Private, "Gus", "Fay");
        await EarlierAsync(world, "owner", ShareMode.Private, "Fay", "Bea <i>");
        await EarlierAsync(world, "stranger", ShareMode.Private, "Hidden");
        await EarlierAsync(world, "stranger", ShareMode.Public, "Seen");

        var names = await SuggestedAsync(world, "owner");

        names.ShouldBe(
            [
                ("Bea <i>", "meeting", "bea@example.org"),
                ("Cal", "meeting", null),
                ("Priya Raman", "calendar", "priya.raman@example.org"),
                ("Fay", "earlier", null),
                ("Seen", "earlier", null),
                ("Gus", "earlier", null),
            ],
            ignoreOrder: false
        );
    }

    [Fact]
    public async Task Somebody_else_sees_no_calendar_and_no_address()
    {
        var world = await WorldAsync("");

        var names = await SuggestedAsync(world, "other");

        names.ShouldBe([("Bea <i>", "meeting", null), ("Cal", "meeting", null)]);
    }

    [Fact]
    public async Task Without_a_room_names_come_from_ones_own_earlier_transcripts()
    {
        var user = Guid.CreateVersion7().ToString();
        await Server.WriteTranscriptAsync([new("1", 0, "Mine"), new("2", 1, "me@example.org")], [], user);
        await Server.WriteTranscriptAsync([new("1", 0, "Theirs")], [], "somebody", ShareMode.Public);
        var id = await Server.WriteTranscriptAsync([new("1", 0, "Ann")], [], user);

        var names = await SuggestedAsync(new(id, null), user);

        names.ShouldBe([("Mine", "earlier", null)]);
    }

    private async Task<IReadOnlyList<(string, string, string?)>> SuggestedAsync(World world, string user)
    {
        var corrector = new Corrector(Server, world.Transcript, Server.ClientOf(user));
        var names = await corrector.OkAsync(HttpMethod.Get, "/participants/suggestions");
        return
        [
            .. names
                .AsArray()
                .Select(item => ((string)item!["name"]!, (string)item["source"]!, (string?)item["email"])),
        ];
    }

    private Task<World> WorldAsync(string owner) =>
        Server.QueryAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = "owner",
                IcsFetchInterval = 300,
                CreatedAt = now,
            };
            db.Add(room);
            await db.SaveChangesAsync();
            var announced = new CalendarEvent
            {
                Id = Guid.CreateVersion7().ToString(),
                RoomId = room.Id,
                IcsUid = Guid.CreateVersion7().ToString(),
                StartTime = now,
                EndTime = now.AddHours(1),
                LastSynced = now,
                CreatedAt = now,
                UpdatedAt = now,
                Attendees =
                [
                    new("bea@example.org", "bea <i>", "ACCEPTED", null),
                    new("priya.raman@example.org", null, null, null),
                    new("ann@example.org", "Ann", null, null),
                    new(null, null, null, null),
                ],
            };
            db.Add(announced);
            await db.SaveChangesAsync();
            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7().ToString(),
                RoomName = room.Name,
                RoomUrl = "https://mock.example/room",
                HostRoomUrl = "https://mock.example/room",
                StartDate = now,
                EndDate = now.AddHours(1),
                RoomId = room.Id,
                IsLocked = false,
                RoomMode = RoomMode.Normal,
                RecordingType = RecordingType.Cloud,
                RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
                SkipConsent = false,
                Platform = "mock",
                CalendarEventId = announced.Id,
            };
            db.Add(meeting);
            await db.SaveChangesAsync();
            var minute = 0;
            foreach (var name in new[] { "Bea <i>", "Ann", "somebody@example.org", "Cal", null })
                db.Add(
                    new ParticipantSession
                    {
                        MeetingId = meeting.Id,
                        SessionId = Guid.CreateVersion7().ToString(),
                        UserName = name,
                        JoinedAt = now.AddMinutes(minute++),
                    }
                );
            await db.SaveChangesAsync();
            return new World(await TranscriptAsync(owner, room.Id, ShareMode.Private, meeting.Id, "Ann"), room.Id);
        });

    private Task<string> EarlierAsync(World world, string owner, ShareMode share, params string[] names) =>
        TranscriptAsync(owner, world.Room, share, null, names);

    private Task<string> TranscriptAsync(
        string owner,
        string? room,
        ShareMode share,
        string? meeting,
        params string[] names
    ) =>
        Server.QueryAsync(async db =>
        {
            var transcript = new Transcript
            {
                Id = Guid.CreateVersion7().ToString(),
                UserId = owner.Length == 0 ? null : owner,
                Name = "Recorded",
                SourceLanguage = "en",
                TargetLanguage = "en",
                SourceKind = SourceKind.Room,
                ShareMode = share,
                RoomId = room,
                MeetingId = meeting,
                Participants = [.. names.Select((name, number) => new Participant($"p{number}", number, name))],
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Add(transcript);
            await db.SaveChangesAsync();
            return transcript.Id;
        });

    private sealed record World(string Transcript, string? Room);
}
