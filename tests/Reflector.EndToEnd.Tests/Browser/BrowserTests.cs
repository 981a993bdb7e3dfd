namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Tests that share one server and one Chromium, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
