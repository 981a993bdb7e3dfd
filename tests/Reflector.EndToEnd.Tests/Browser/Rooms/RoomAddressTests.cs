using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Reflector.Fakes.Services;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>What people find at the address of a room.</summary>
[Collection(RoomTests.Name)]
public sealed class RoomAddressTests(RoomsFixture fixture)
{
    [Theory]
    [InlineData("/no-such-room")]
    [InlineData("/No%20Room%2Fat%20all/%3Cb%3E")]
    public async Task An_unknown_room_says_so(string path)
    {
        await using var guest = await fixture.GuestAsync(path);
        await Expect(guest.Page.Heading("There is no room at this address")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_address_of_a_meeting_that_has_ended_leads_on_to_the_room()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        var meeting = await OpenAsync(owner, room);
        await owner.Context.APIRequest.PatchAsync($"/v1/meetings/{meeting}/deactivate");
        await using var guest = await fixture.GuestAsync($"/{room}/{meeting}");
        await Expect(guest.Page.Heading("This meeting has ended")).ToBeVisibleAsync();
        await guest.Page.Button("Go to the room").ClickAsync();
        await Expect(guest.Page.Button("Join")).ToBeVisibleAsync();
        await guest.Page.GotoAsync($"/{room}/unknown");
        await Expect(guest.Page.Heading("There is no such meeting in this room")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_platform_that_fails_gets_a_sentence_and_another_try()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, "whereby");
        await using var guest = await fixture.GuestAsync($"/{room}");
        fixture.Whereby.Then(FakeAnswer.Error(400, """{"error":"endDate is not valid"}"""));
        await guest.Page.JoinAsync("Grace");
        await Expect(guest.Page.Heading("The video platform did not open the meeting")).ToBeVisibleAsync();
        await guest.Page.Button("Try again").ClickAsync();
        await guest.Page.Call().GetByRole(AriaRole.Button, new() { Name = "Enter the call" }).ClickAsync();
        await guest.Page.ShouldSeeAsync(true, "Grace");
    }

    [Fact]
    public async Task With_a_calendar_one_chooses_the_meeting_and_the_owner_may_end_and_open_some()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        var meeting = await OpenAsync(owner, room);
        await PlanAsync(room, meeting);

        await owner.Page.GotoAsync($"/{room}");
        var now = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Now" });
        var next = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Next" });
        await Expect(now).ToContainTextAsync("Standup");
        await Expect(next).ToContainTextAsync("Review");
        await Expect(next).ToContainTextAsync("Not open yet");
        await owner.Page.Button("Create meeting").ClickAsync();
        await Expect(owner.Page.Button("Join")).ToBeVisibleAsync();
        await owner.Page.GotoAsync($"/{room}");
        await Expect(now.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await using var guest = await fixture.GuestAsync($"/{room}");
        await Expect(guest.Page.Button("Create meeting")).ToHaveCountAsync(0);
        await Expect(guest.Page.Button("End meeting: Standup")).ToHaveCountAsync(0);
        await guest.Page.Button("Join now: Standup").ClickAsync();
        await guest.Page.JoinAsync("Grace");
        await guest.Page.ShouldSeeAsync(false, "Grace");

        await owner.Page.Button("End meeting: Standup").ClickAsync();
        await Expect(guest.Page.Heading("The meeting has ended")).ToBeVisibleAsync();
        await Expect(now.GetByRole(AriaRole.Button, new() { Name = "Join now: Meeting without an event" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_browser_that_gives_no_camera_keeps_nobody_out()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.Button("Try camera and microphone").ClickAsync();
        await Expect(guest.Page.GetByText("You can join all the same.")).ToBeVisibleAsync();
        await guest.Page.JoinAsync("Grace");
        await guest.Page.ShouldSeeAsync(false, "Grace");
    }

    private static async Task<string> OpenAsync(Visit owner, string room)
    {
        var answer = await owner.Context.APIRequest.PostAsync(
            $"/v1/rooms/{room}/meeting",
            new() { DataObject = new { } }
        );
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }

    private async Task PlanAsync(string room, string meeting)
    {
        await using var db = await fixture.OpenDatabaseAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH calendar AS (UPDATE room SET ics_enabled = true WHERE name = {room} RETURNING id),
            planned AS (
                INSERT INTO calendar_event
                    (id, room_id, ics_uid, title, start_time, end_time, last_synced, is_deleted, created_at, updated_at)
                SELECT gen_random_uuid()::text, id, title, title, now() + begins, now() + begins + interval '1 hour',
                    now(), false, now(), now()
                FROM calendar, (VALUES ('Standup', interval '-5 min'), ('Review', interval '30 min')) AS plan (title, begins)
                RETURNING id, title
            )
            UPDATE meeting SET calendar_event_id = (SELECT id FROM planned WHERE title = 'Standup') WHERE id = {meeting}
            """
        );
    }
}
