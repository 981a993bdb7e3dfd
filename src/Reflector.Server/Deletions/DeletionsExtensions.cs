namespace Reflector.Server.Deletions;

internal static class DeletionsExtensions
{
    public static IServiceCollection AddDeletions(this IServiceCollection services) =>
        services
            .AddSingleton<AuditLog>()
            .AddSingleton<DeletionLedger>()
            .AddSingleton<DeletionTargets>()
            .AddSingleton<DeletionRunner>()
            .AddSingleton<AudioDeletion>()
            .AddSingleton<TranscriptErasure>()
            .AddSingleton<MeetingRemoval>()
            .AddSingleton<ConsentEnforcement>()
            .AddSingleton<ConsentSweep>()
            .AddSingleton<Orphans>();
}
