namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "DEFAULT_VIDEO_PLATFORM",
        "Video platform of rooms that name none, such as `whereby` or `daily`.",
        DefaultText = "`whereby` if its key is set, else `daily` if its key is set, else `mock`"
    )]
    public string? DefaultVideoPlatform { get; init; }

    [Setting(
        "DAILY_MIGRATION_ENABLED",
        "Moving gradually from Whereby to Daily: `false` keeps every room that names no platform on Whereby; with `true` the rooms of `DAILY_MIGRATION_ROOM_IDS` use Daily and the others `DEFAULT_VIDEO_PLATFORM`.",
        DefaultText = "– (no migration)"
    )]
    public bool? DailyMigrationEnabled { get; init; }

    [Setting(
        "DAILY_MIGRATION_ROOM_IDS",
        "Ids of the rooms that use Daily during the migration: a JSON list such as `[\"ID\", \"ID\"]`, or separated by commas."
    )]
    [StringList]
    public string DailyMigrationRoomIds { get; init; } = "";

    [Setting(
        "MEETING_LOGO",
        "PNG file, at least 400 pixels wide, that is shown in the meetings of platforms that can show one."
    )]
    public string? MeetingLogo { get; init; }
}
