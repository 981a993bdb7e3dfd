using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>Parts of the room's pages by the names that people and screen readers know them by.</summary>
internal static class RoomParts
{
    public const string Yes = "Yes, store the audio";
    public const string No = "No, delete after transcription";

    public static ILocator Question(this IPage page) =>
        page.GetByRole(AriaRole.Dialog, new() { Name = "May the audio of this meeting be kept?" });

    /// <summary>The sign of the answer, by which the question comes back.</summary>
    public static ILocator Answer(this IPage page, string words) =>
        page.GetByRole(AriaRole.Button, new() { Name = $"May the audio be kept: {words}" });

    public static ILocator Answers(this IPage page) =>
        page.GetByRole(AriaRole.List, new() { Name = "Answers", Exact = true }).GetByRole(AriaRole.Listitem);

    /// <summary>Goes through the door, and through the platform's own.</summary>
    public static async Task JoinAsync(this IPage page, string name, bool isFramed = false)
    {
        await page.GetByLabel("Your name").FillAsync(name);
        await page.Button("Join").ClickAsync();
        if (isFramed)
            await page.Call().GetByRole(AriaRole.Button, new() { Name = "Enter the call" }).ClickAsync();
    }

    /// <summary>What the platform draws.</summary>
    public static IFrameLocator Call(this IPage page) => page.FrameLocator("[data-call] iframe");

    public static async Task ShouldSeeAsync(this IPage page, bool isFramed, params string[] names)
    {
        var people = isFramed
            ? page.Call().GetByRole(AriaRole.List, new() { Name = "In the call" }).GetByRole(AriaRole.Listitem)
            : page.GetByRole(AriaRole.List, new() { Name = "In the room" }).GetByRole(AriaRole.Listitem);
        await Expect(people).ToContainTextAsync(names);
    }

    public static Task LeaveAsync(this IPage page, bool isFramed) =>
        isFramed
            ? page.Call().GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync()
            : page.Button("Leave the room").ClickAsync();
}
