using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "DOWNLOAD_ALLOWED_NETWORKS",
        "Private networks that recordings may be downloaded from, such as `10.1.0.0/16`; without it only public addresses."
    )]
    [NetworkList]
    public string DownloadAllowedNetworks { get; init; } = "";

    [Setting("DOWNLOAD_MAX_HOURS", "Longest that one attempt to download a recording may take, in hours.")]
    [Range(1, 168)]
    public int DownloadMaxHours { get; init; } = 6;
}
