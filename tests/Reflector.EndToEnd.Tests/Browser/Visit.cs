using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>One person's browser window, with nothing of earlier visits in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const string Observation = """
        window.Audio = new Proxy(window.Audio, {
          construct(target, args) { return (window.lastAudio = new target(...args)); },
        });
        window.policyViolations = [];
        document.addEventListener('securitypolicyviolation', (event) =>
          window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI}`));
        """;

    /// <summary>What sticks out of the window or of the box it lies in, sideways.</summary>
    private const string SticksOut = """
        () => {
          const width = document.documentElement.clientWidth;
          const out = [];
          if (document.documentElement.scrollWidth > width) out.push(`page of ${document.documentElement.scrollWidth}`);
          for (const element of document.querySelectorAll('main *, nav *, header *, [role=dialog] *')) {
            const { left, right, width: own } = element.getBoundingClientRect();
            if (own === 0 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            if (element.closest('svg, [aria-hidden=true]')) continue;
            if (right > width + 1 || left < -1) out.push(`${Math.round(left)}–${Math.round(right)} of ${width}: ${element.outerHTML.slice(0, 140)}`);
          }
          return out;
        }
        """;

    /// <summary>What a script moves after a new size of the window is on its way for some frames.</summary>
    private const int MostLooks = 20;

    /// <summary>A new size of the window is known to the page some frames later.</summary>
    private const string DrawnTwice =
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _foreign = new();

    private Visit(IBrowserContext context, IPage page, string origin)
    {
        (Context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue(message.Text);
        };
        context.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) != origin)
                _foreign.Enqueue(request.Url);
        };
        page.WebSocket += (_, socket) =>
        {
            if (new Uri(socket.Url).Authority != new Uri(origin).Authority)
                _foreign.Enqueue(socket.Url);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<Visit> OpenAsync(
        IServedBrowser fixture,
        string path = "/",
        (int Width, int Height)? size = null,
        ColorScheme theme = ColorScheme.Light,
        string? address = null,
        string locale = "en-GB",
        bool touch = false
    )
    {
        var origin = address ?? fixture.Address;
        var (width, height) = size ?? (1440, 900);
        var context = await fixture.Browser.NewContextAsync(
            new()
            {
                BaseURL = origin,
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = theme,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = locale,
                HasTouch = touch,
                TimezoneId = "UTC",
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
        await context.AddInitScriptAsync(Observation);
        var visit = new Visit(context, await context.NewPageAsync(), origin);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>Opens an address and waits until everything on it is there.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Seconds.</summary>
    public Task<double> PositionAsync() => Page.EvaluateAsync<double>("window.lastAudio.currentTime");

    public Task WaitForPositionAsync(double seconds, double tolerance) =>
        Page.WaitForFunctionAsync(
            "([at, off]) => window.lastAudio && Math.abs(window.lastAudio.currentTime - at) <= off",
            new[] { seconds, tolerance }
        );

    /// <summary>Nothing sticks out of the window sideways, once everything has come to rest.</summary>
    public async Task ShouldFitAsync(string? place = null)
    {
        for (var look = 1; ; look++)
        {
            await Page.EvaluateAsync(DrawnTwice);
            var found = await Page.EvaluateAsync<string[]>(SticksOut);
            if (found.Length == 0)
                return;
            if (look == MostLooks)
                found.ShouldBeEmpty(place);
            await Page.WaitForTimeoutAsync(100);
        }
    }

    /// <summary>Nothing went wrong in the page, and it spoke with nobody but its own server.</summary>
    public async Task ShouldHaveBeenQuietAsync(string? place = null)
    {
        _complaints.ShouldBeEmpty(place);
        _foreign.ShouldBeEmpty(place);
        (await Page.EvaluateAsync<string[]>("window.policyViolations")).ShouldBeEmpty(place);
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();
}
