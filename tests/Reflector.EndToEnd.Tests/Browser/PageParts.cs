using Microsoft.Playwright;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Parts of the page by the names that people and screen readers know them by.</summary>
internal static class PageParts
{
    /// <summary>The text of a finished transcript.</summary>
    public static ILocator Text(this IPage page) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Transcript", Exact = true });

    public static ILocator Word(this IPage page, int number) => page.Text().Locator($"[data-w='{number}']");

    public static ILocator SpokenWord(this IPage page) => page.Text().Locator("[data-spoken]");

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Item(this IPage page, string name) =>
        page.GetByRole(AriaRole.Menuitem, new() { Name = name });

    public static ILocator Heading(this IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public static ILocator Steps(this IPage page) => page.GetByRole(AriaRole.List, new() { Name = "Processing steps" });

    public static ILocator FileInput(this IPage page) => page.GetByLabel("Recording file");

    /// <summary>The words of a finished transcript, also where they are not drawn yet.</summary>
    public static async Task<string> ReadAsync(this IPage page) =>
        string.Join(' ', await page.Text().Locator("p").AllTextContentsAsync());

    /// <summary>Changes the theme of the system, and waits until the page has changed with it.</summary>
    public static async Task ChangeThemeAsync(this IPage page, ColorScheme theme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        var name = theme == ColorScheme.Dark ? "dark" : "light";
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", name);
        await page.WaitForFunctionAsync(
            "() => document.getAnimations().every(({ playState, effect }) => "
                + "playState !== 'running' || effect.getTiming().iterations === Infinity)"
        );
    }

    /// <summary>Lets go of a file over the page, as a file manager would.</summary>
    public static async Task DropAsync(this IPage page, string target, string path)
    {
        var content = Convert.ToBase64String(await File.ReadAllBytesAsync(path));
        await page.EvaluateAsync(
            """
            async ([target, name, content]) => {
              const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([bytes], name));
              const at = document.querySelector(target);
              for (const kind of ['dragenter', 'dragover', 'drop'])
                at.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            new[] { target, Path.GetFileName(path), content }
        );
    }
}
