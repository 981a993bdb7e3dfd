using Microsoft.Playwright;
using Reflector.Server.Http;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>The accessibility checks of axe-core.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
    {
        var path = Path.Combine(WebPage.Folder()!, "..", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new InvalidOperationException($"axe-core is not installed in {path}: run npm --prefix web ci.");
    });

    public static async Task ShouldFindNothingAsync(IPage page, string place)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Source.Value);
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              return violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
            }
            """
        );
        found.ShouldBeEmpty(place);
    }
}
