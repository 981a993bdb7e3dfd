using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Reflector.Server.Database;

/// <summary>A migration whose steps are the SQL file of its own id, <c>Database/Migrations/ID.sql</c>. There is no way down.</summary>
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        var assembly = typeof(SqlMigration).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Reflector.Server.Database.Migrations.{id}.sql")!;
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
