namespace Reflector.Server.Configuration;

/// <summary>Binds a property of <see cref="ReflectorSettings"/> to one flat upper-case name.</summary>
/// <param name="name">Name in the environment and in <c>.env</c>; <c>--data-dir</c> on the command line for <c>DATA_DIR</c>.</param>
/// <param name="description">One or two sentences for administrators; part of <c>docs/configuration.md</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Never printed, neither in a listing nor in a message.</summary>
    public bool Secret { get; init; }

    /// <summary>What the documentation gives as default where it is worked out at start.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Older names under which the setting is read as well, from the environment and <c>.env</c>.</summary>
    public string[] Aliases { get; init; } = [];

    public string CommandLineName => "--" + Name.ToLowerInvariant().Replace('_', '-');
}
