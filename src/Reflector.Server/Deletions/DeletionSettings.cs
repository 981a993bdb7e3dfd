using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

/// <summary>Settings of what is deleted when.</summary>
internal sealed partial class ReflectorSettings
{
    private const int LongestDays = 36500;

    [Setting(
        "CONSENT_WAIT_DAYS",
        "When somebody in a meeting refused and its transcript could not be made: days after which the audio is deleted all the same."
    )]
    [Range(0, LongestDays)]
    public int ConsentWaitDays { get; init; } = 7;

    [Setting(
        "AUDIO_RETENTION_DAYS",
        "Days after which what can be heard and seen of a transcript is deleted and its text kept; 0 to keep it. A room can shorten it."
    )]
    [Range(0, LongestDays)]
    public int AudioRetentionDays { get; init; }

    [Setting(
        "RETENTION_DAYS",
        "Days after which transcripts and meetings are deleted with everything; 0 to keep them. A room can shorten it."
    )]
    [Range(0, LongestDays)]
    public int RetentionDays { get; init; }

    [Setting(
        "PUBLIC_DATA_RETENTION_DAYS",
        "Days after which transcripts that belong to nobody are deleted; only with `PUBLIC_MODE`."
    )]
    [Range(1, LongestDays)]
    public int PublicDataRetentionDays { get; init; } = 7;

    [Setting("AUDIT_RETENTION_DAYS", "Days for which it is kept what was deleted, why and when; 0 for ever.")]
    [Range(0, LongestDays)]
    public int AuditRetentionDays { get; init; } = 400;
}
