using Reflector.Server.Hosting;

namespace Reflector.Server.Deletions;

internal static class DeletionsExtensions
{
    public static IServiceCollection AddDeletions(this IServiceCollection services, ServerRoles roles)
    {
        if (roles.HasFlag(ServerRoles.Worker))
            services.AddHostedService<LocalLeftovers>();
        return services
            .AddSingleton<AuditLog>()
            .AddSingleton<DeletionLedger>()
            .AddSingleton<DeletionTargets>()
            .AddSingleton<DeletionRunner>()
            .AddSingleton<AudioDeletion>()
            .AddSingleton<TranscriptErasure>()
            .AddSingleton<MeetingRemoval>()
            .AddSingleton<ConsentEnforcement>()
            .AddSingleton<ConsentSweep>()
            .AddSingleton<Orphans>()
            .AddSingleton<OrphanSweep>()
            .AddSingleton<RetentionPlan>()
            .AddSingleton<Retention>()
            .AddSingleton<PublicDataCleanup>();
    }
}
