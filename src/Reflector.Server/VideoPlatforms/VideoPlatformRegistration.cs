using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms;

/// <summary>Everything the rest of the server must know to offer one video platform; see <c>docs/adding-a-platform.md</c>.</summary>
internal abstract class VideoPlatformRegistration
{
    /// <summary>As stored, and as the API and the settings call it: <c>whereby</c>.</summary>
    public abstract string Name { get; }

    /// <summary>As people call it: <c>Whereby</c>.</summary>
    public abstract string Label { get; }

    /// <summary>Names of the settings without which it cannot be used.</summary>
    public virtual IReadOnlyList<string> MissingSettings(ReflectorSettings settings) => [];

    /// <summary>Origins whose pages are framed in the room, such as <c>https://*.whereby.com</c>.</summary>
    public virtual IReadOnlyList<string> FrameOrigins(ReflectorSettings settings) => [];

    public virtual void AddServices(IServiceCollection services, ReflectorSettings settings) { }

    public abstract IVideoPlatform Create(IServiceProvider services);

    /// <summary>Whether it works as it is set up, for <c>reflector doctor</c>; nothing for a platform that is not used.</summary>
    /// <param name="services">With what <see cref="AddServices"/> added.</param>
    /// <param name="settings">All of them.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public virtual Task<IReadOnlyList<Finding>> CheckAsync(
        IServiceProvider services,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<Finding>>([]);

    /// <summary>Webhooks, if it sends any.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder routes) { }
}
