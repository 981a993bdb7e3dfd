using Microsoft.Playwright;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A browser, and a server for it.</summary>
public interface IServedBrowser
{
    IBrowser Browser { get; }

    /// <summary>Of the server, without a slash at its end.</summary>
    string Address { get; }
}
