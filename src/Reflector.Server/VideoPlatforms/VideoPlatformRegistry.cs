namespace Reflector.Server.VideoPlatforms;

/// <summary>The video platforms that this server knows.</summary>
internal sealed class VideoPlatformRegistry
{
    private readonly Dictionary<string, VideoPlatformRegistration> _platforms = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two go by the same name.</exception>
    public VideoPlatformRegistry(IEnumerable<VideoPlatformRegistration> registrations)
    {
        foreach (var registration in registrations)
        {
            if (!_platforms.TryAdd(registration.Name, registration))
                throw new InvalidOperationException($"The video platform \"{registration.Name}\" is registered twice.");
        }
    }

    public IReadOnlyList<VideoPlatformRegistration> All =>
        [.. _platforms.Values.OrderBy(platform => platform.Name, StringComparer.Ordinal)];

    public bool Contains(string name) => _platforms.ContainsKey(name);

    /// <exception cref="VideoPlatformException">There is none of that name; the message lists what there is.</exception>
    public VideoPlatformRegistration Get(string name) =>
        _platforms.TryGetValue(name, out var registration)
            ? registration
            : throw new VideoPlatformException(
                $"There is no video platform \"{name}\"; there are: {string.Join(", ", All.Select(known => known.Name))}.",
                isTemporary: false
            );
}
