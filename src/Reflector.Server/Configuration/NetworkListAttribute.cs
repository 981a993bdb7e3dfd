using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Reflector.Server.Configuration;

/// <summary>A setting that holds IP networks, separated by commas: <c>10.0.0.0/8,::1/128</c>; an address alone is a network of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkListAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string text && Parse(text) is not null;

    /// <returns>Null when one of them is not a network.</returns>
    public static IReadOnlyList<IPNetwork>? Parse(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in ReflectorSettings.Listed(text))
        {
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(part, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }
        return networks;
    }
}
