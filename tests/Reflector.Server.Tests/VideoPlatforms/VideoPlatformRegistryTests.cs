using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Mock;

namespace Reflector.Server.Tests.VideoPlatforms;

public sealed class VideoPlatformRegistryTests
{
    [Fact]
    public void A_name_that_is_taken_is_refused() =>
        Should
            .Throw<InvalidOperationException>(() =>
                new VideoPlatformRegistry([new AcmeRegistration(new()), new AcmeRegistration(new())])
            )
            .Message.ShouldBe("The video platform \"acme\" is registered twice.");

    [Fact]
    public void An_unknown_name_is_answered_with_the_ones_there_are() =>
        Should
            .Throw<VideoPlatformException>(() => Registry().Get("zoom"))
            .Message.ShouldBe("There is no video platform \"zoom\"; there are: acme, mock.");

    [Fact]
    public void The_factory_makes_one_client_for_all()
    {
        var acme = new AcmePlatform();
        var factory = new VideoPlatformFactory(new([new AcmeRegistration(acme)]), new ReflectorSettings(), Services);
        factory.Get("acme").ShouldBeSameAs(acme);
        factory.Get("acme").ShouldBeSameAs(acme);
    }

    [Theory]
    [InlineData("ACME_KEY is missing", "ACME_KEY")]
    [InlineData("ACME_KEY and ACME_BUCKET are missing", "ACME_KEY", "ACME_BUCKET")]
    public void The_factory_names_the_settings_that_are_missing(string said, params string[] missing)
    {
        var factory = new VideoPlatformFactory(
            new([new AcmeRegistration(new(), missing)]),
            new ReflectorSettings(),
            Services
        );
        var refusal = Should.Throw<VideoPlatformException>(() => factory.Get("acme"));
        refusal.Message.ShouldBe($"Acme is not set up on this server: {said}.");
        refusal.IsTemporary.ShouldBeFalse();
    }

    private static ServiceProvider Services { get; } = new ServiceCollection().BuildServiceProvider();

    private static VideoPlatformRegistry Registry() => new([new MockRegistration(), new AcmeRegistration(new())]);
}
