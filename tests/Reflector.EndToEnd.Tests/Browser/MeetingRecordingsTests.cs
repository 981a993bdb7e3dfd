using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Reflector.Fakes;
using Reflector.Server.Recordings;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>What the pages show of recordings of meetings, and of their deletion.</summary>
[Collection(BrowserTests.Name)]
public sealed class MeetingRecordingsTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_video_of_a_meeting_is_played_beside_its_transcript()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Tab, new() { Name = "Video" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Original cloud recording" })).ToBeVisibleAsync();
        await Expect(page.Locator("figcaption")).ToContainTextAsync("5m 23s · 3.1 MB");
        await page.Locator("video").EvaluateAsync("video => { video.muted = true; return video.play(); }");

        (await page.Locator("video").EvaluateAsync<int>("video => video.videoWidth")).ShouldBe(160);
        await InBothThemesAsync(page, "video");
        await visit.ShouldFitAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task The_video_has_subtitles_with_the_names_of_those_who_speak()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path + "?tab=video");
        var video = visit.Page.Locator("video");
        await Expect(video).ToBeVisibleAsync();

        await video.EvaluateAsync("video => { video.muted = true; return video.play(); }");
        await visit.Page.WaitForFunctionAsync("document.querySelector('video').textTracks[0].cues?.length > 0");

        var cues = await video.EvaluateAsync<string[]>(
            "video => [...video.textTracks[0].cues].map((cue) => `${cue.startTime} ${cue.text}`)"
        );
        cues.ShouldBe(["0 <v Ada>Who pays?", "1 <v Bo>We do."]);
        (await video.EvaluateAsync<string>("video => video.textTracks[0].mode")).ShouldBe("showing");
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_video_that_cannot_be_played_says_so_and_is_tried_again()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        var content = await fixture.Store.OpenLocalAsync(meeting.Video);
        var copy = Path.GetTempFileName();
        File.Copy(content.Path, copy, overwrite: true);
        await content.DisposeAsync();
        await fixture.Store.DeleteAsync(meeting.Video);
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path + "?tab=video");
        var page = visit.Page;

        await page.Locator("video").EvaluateAsync("video => { video.play().catch(() => {}); }");
        await Expect(page.GetByText("The video cannot be played.")).ToBeVisibleAsync();
        await fixture.Store.PutFileAsync(meeting.Video, copy, move: true);
        await page.Button("Try again").ClickAsync();
        await page.Locator("video").EvaluateAsync("video => { video.muted = true; return video.play(); }");

        (await page.Locator("video").EvaluateAsync<int>("video => video.videoWidth")).ShouldBe(160);
    }

    [Fact]
    public async Task Whose_voice_is_missing_is_said_with_the_reason()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path, (390, 844));

        var notice = visit.Page.GetByRole(AriaRole.Note).Filter(new() { HasText = "Cy" });
        await Expect(notice).ToContainTextAsync("The voice of Cy is missing from this transcript");
        await Expect(notice).ToContainTextAsync("The file is damaged.");
        await Expect(visit.Page.Button("Try it again")).ToBeVisibleAsync();
        await InBothThemesAsync(visit.Page, "missing voice");
        await visit.ShouldFitAsync();
    }

    [Fact]
    public async Task A_no_in_the_meeting_deletes_its_audio_and_video_and_the_owner_is_shown_the_proof()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Video" })).ToBeVisibleAsync();

        var answer = await page.APIRequest.PostAsync(
            $"{fixture.Address}/v1/meetings/{meeting.MeetingId}/consent",
            new()
            {
                DataObject = new
                {
                    consent_given = false,
                    participant_id = "12345678-bo",
                    participant_name = "Bo",
                },
            }
        );
        answer.Status.ShouldBe(200);
        await Eventually.TrueAsync(
            async () => await RemainingAsync(meeting) == 0,
            TimeSpan.FromSeconds(60),
            "everything is proven gone"
        );
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Note).Last).ToContainTextAsync("was deleted for privacy");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Video" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("pays?")).ToBeVisibleAsync();
        await page.Button("What was deleted").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Everything is gone");
        await Expect(dialog.GetByRole(AriaRole.List, new() { Name = "Answers" })).ToContainTextAsync("Bo");
        await Expect(dialog.GetByRole(AriaRole.List, new() { Name = "Deletions" })).ToContainTextAsync("proven gone");
        await InBothThemesAsync(page, "what was deleted");
        await page.SetViewportSizeAsync(390, 844);
        await visit.ShouldFitAsync();
    }

    [Fact]
    public async Task An_administrator_gives_a_recording_to_its_meeting_and_sees_what_is_being_deleted()
    {
        var meeting = await MeetingTranscript.PutAsync(fixture);
        var lost = await LoseAsync(meeting);
        await using var visit = await Visit.OpenAsync(fixture, "/settings/recordings");
        var page = visit.Page;

        await page.Button("Choose the meeting of somewhere-else").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await InBothThemesAsync(page, "choosing a meeting");
        // Not the nearest one: in a meeting of another test somebody may have refused, and the recording would go at once.
        await dialog.GetByRole(AriaRole.Radio, new() { Name = meeting.Room }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "It is of this meeting" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("somewhere-else")).ToHaveCountAsync(0);
        await using (var db = await fixture.OpenDatabaseAsync())
            (await db.Recordings.SingleAsync(recording => recording.Id == lost)).MeetingId.ShouldBe(meeting.MeetingId);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Deletions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What goes next" })).ToBeVisibleAsync();
        await page.GetByText("All", new() { Exact = true }).ClickAsync();
        await InBothThemesAsync(page, "deletions");
        await page.SetViewportSizeAsync(390, 844);
        await visit.ShouldFitAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    private async Task<string> LoseAsync(MeetingTranscript meeting)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        var recording = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            Kind = RecordingKind.Video,
            ObjectKey = meeting.Folder + "lost.mp4",
            FileName = "lost.mp4",
            SizeBytes = 1000,
            Platform = "mock",
            PlatformRecordingId = meeting.Folder,
            PlatformRoomName = "somewhere-else",
            RecordedAt = at,
            CreatedAt = at,
        };
        await using var db = await fixture.OpenDatabaseAsync();
        db.Recordings.Add(recording);
        await db.SaveChangesAsync();
        return recording.Id;
    }

    private async Task<int> RemainingAsync(MeetingTranscript meeting)
    {
        var remaining =
            await fixture.Store.ListAsync(meeting.Folder).CountAsync()
            + await fixture.Store.ListAsync($"transcripts/{meeting.TranscriptId}/").CountAsync();
        await using var db = await fixture.OpenDatabaseAsync();
        return remaining
            + await db.Deletions.CountAsync(row => row.MeetingId == meeting.MeetingId && row.ProvenGoneAt == null);
    }

    private static async Task InBothThemesAsync(IPage page, string place)
    {
        await page.ChangeThemeAsync(ColorScheme.Light);
        await Axe.ShouldFindNothingAsync(page, place);
        await page.ChangeThemeAsync(ColorScheme.Dark);
        await Axe.ShouldFindNothingAsync(page, place + ", dark");
    }
}
