using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Reflector.Server.Database.Migrations;

[DbContext(typeof(ReflectorDb))]
[Migration("0001_foundation")]
internal sealed class Foundation : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0002_accounts")]
internal sealed class AccountTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0003_rooms")]
internal sealed class RoomTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0004_webhooks")]
internal sealed class WebhookTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0005_recordings")]
internal sealed class RecordingTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0006_intake")]
internal sealed class IntakeTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0007_deletions")]
internal sealed class DeletionTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0008_tracks")]
internal sealed class TrackTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0009_search")]
internal sealed class SearchTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0011_library")]
internal sealed class LibraryTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0012_zulip")]
internal sealed class ZulipTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0013_summaries")]
internal sealed class SummaryTables : SqlMigration;

[DbContext(typeof(ReflectorDb))]
[Migration("0010_edits")]
internal sealed class EditTables : SqlMigration;
