using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>Takes the pictures of rooms in <c>docs/images</c>; run by hand when the pages change.</summary>
[Collection(RoomTests.Name)]
public sealed class RoomPictures(RoomsFixture fixture)
{
    [Fact(Explicit = true)]
    public async Task Of_the_guide()
    {
        var folder = Path.Combine(Pictures.Repository(), "docs", "images");
        await using var owner = await fixture.OwnerAsync();
        foreach (var name in new[] { "one-on-one", "customer-call", "design-review", "weekly-planning" })
            await fixture.RoomAsync(owner, "whereby", isShared: name == "weekly-planning", name: name);
        await using var guest = await fixture.GuestAsync("/weekly-planning");
        await guest.Page.JoinAsync("Grace", isFramed: true);
        await guest.Page.Button(RoomParts.Yes).ClickAsync();

        await owner.Page.GotoAsync("/weekly-planning");
        await owner.Page.JoinAsync("Ada", isFramed: true);
        await owner.Page.ShouldSeeAsync(true, "Grace", "Ada");
        await Expect(owner.Page.Question()).ToContainTextAsync("is being recorded");
        await owner.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "consent.png") });

        await using var other = await fixture.OwnerAsync();
        await Expect(other.Page.GetByText("2 people in")).ToBeVisibleAsync();
        await Expect(other.Page.GetByText("Recording", new() { Exact = true })).ToBeVisibleAsync();
        await other.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "rooms.png") });
    }
}
