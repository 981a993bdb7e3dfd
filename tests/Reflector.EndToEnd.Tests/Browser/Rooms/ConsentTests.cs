using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

[Collection(RoomTests.Name)]
public sealed class ConsentTests(RoomsFixture fixture)
{
    [Fact]
    public async Task By_keys_alone_one_joins_answers_and_is_back_in_the_call()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, "whereby");
        await using var guest = await fixture.GuestAsync($"/{room}");
        var (page, keys) = (guest.Page, guest.Page.Keyboard);
        await Expect(page.Heading(room)).ToBeVisibleAsync();
        await page.GetByLabel("Your name").FocusAsync();
        await keys.TypeAsync("Grace");
        await keys.PressAsync("Enter");
        await Expect(page.Question()).ToBeFocusedAsync();
        // The frame takes the focus, as calls do; the question is still in reach.
        await page.Call().GetByLabel("Name").FocusAsync();
        await keys.PressAsync("Shift+Tab");
        await Expect(page.Button("Copy the link to this room")).ToBeFocusedAsync();
        await keys.PressAsync("Shift+Tab");
        await Expect(page.Button(RoomParts.No)).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(page.Question()).ToBeHiddenAsync();
        await Expect(page.Locator("[data-call] iframe")).ToBeFocusedAsync();
        await Expect(page.Answer("Audio deleted after transcription")).ToBeVisibleAsync();

        await keys.PressAsync("Shift+Tab");
        await page.Answer("Audio deleted after transcription").PressAsync("Enter");
        await Expect(page.Question()).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Question()).ToBeHiddenAsync();
        await Expect(page.Answer("Audio deleted after transcription")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_question_and_call_are_both_in_reach()
    {
        await using var owner = await fixture.OwnerAsync(size: (390, 844));
        var room = await fixture.RoomAsync(owner, name: new string('m', 64));
        await owner.Page.GotoAsync($"/{room}");
        await owner.Page.JoinAsync(new string('W', 100));

        await Expect(owner.Page.Question()).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(owner.Page.Button("Leave the room")).ToBeInViewportAsync(new() { Ratio = 1 });
        await owner.ShouldFitAsync("question");
        await owner.Page.Button(RoomParts.Yes).ClickAsync();
        await owner.Page.Button("Answers of everybody").ClickAsync();
        await Expect(owner.Page.Answers()).ToContainTextAsync(["Yes"]);
        await owner.ShouldFitAsync("answers");
        await owner.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_first_answer_that_is_too_late_gets_the_sentence_of_the_server()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await Expect(guest.Page.Question()).ToBeVisibleAsync();
        await OverAndProcessedAsync(owner, room);

        await guest.Page.Button(RoomParts.No).ClickAsync();

        await Expect(guest.Page.Question().GetByRole(AriaRole.Alert))
            .ToContainTextAsync("ask whoever invited you to delete the recording");
    }

    [Fact]
    public async Task A_yes_after_a_no_that_is_too_late_gets_the_sentence_of_the_server()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await guest.Page.Button(RoomParts.No).ClickAsync();
        await Expect(guest.Page.Answer("Audio deleted after transcription")).ToBeVisibleAsync();
        await OverAndProcessedAsync(owner, room);

        // A "no" is never too late from whoever answered; a "yes" is.
        await guest.Page.Answer("Audio deleted after transcription").ClickAsync();
        await guest.Page.Button(RoomParts.Yes).ClickAsync();

        await Expect(guest.Page.Question().GetByRole(AriaRole.Alert))
            .ToContainTextAsync("the answer can no longer be changed");
        await Expect(guest.Page.Question().GetByRole(AriaRole.Button, new() { Name = RoomParts.No }))
            .ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task An_answer_without_a_line_is_kept_and_sent_when_the_line_is_back()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await Expect(guest.Page.Question()).ToBeVisibleAsync();

        await guest.Context.SetOfflineAsync(true);
        await guest.Page.Button(RoomParts.No).ClickAsync();
        await guest.Page.Answer("Answer not sent yet").ClickAsync();
        await Expect(guest.Page.GetByText("It is kept in this browser")).ToBeVisibleAsync();
        await guest.Context.SetOfflineAsync(false);

        await Expect(guest.Page.Answer("Audio deleted after transcription")).ToBeVisibleAsync();
        await owner.Page.GotoAsync("/rooms");
        await owner.Page.Button($"More for {room}").ClickAsync();
        await owner.Page.Item("Consent").ClickAsync();
        await Expect(owner.Page.Answers()).ToContainTextAsync(["GraceNo"]);
    }

    [Fact]
    public async Task A_room_that_skips_consent_says_so_and_asks_nobody()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, skipConsent: true);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await Expect(guest.Page.GetByText("Audio is kept in this room")).ToBeVisibleAsync();
        await Expect(guest.Page.Question()).ToHaveCountAsync(0);
    }

    /// <summary>The meeting's last recording is a finished transcript, while somebody still has the page open.</summary>
    private async Task OverAndProcessedAsync(Visit owner, string room)
    {
        var created = await owner.Context.APIRequest.PostAsync(
            "/v1/transcripts",
            new() { DataObject = new { name = "Meeting" } }
        );
        var transcript = (await created.JsonAsync())!.Value.GetProperty("id").GetString()!;
        await using var db = await fixture.OpenDatabaseAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH over AS (
                UPDATE meeting SET is_active = false, ended_at = now()
                WHERE room_id = (SELECT id FROM room WHERE name = {room}) RETURNING id
            )
            UPDATE transcript SET status = 'ended', meeting_id = (SELECT id FROM over) WHERE id = {transcript}
            """
        );
    }
}
