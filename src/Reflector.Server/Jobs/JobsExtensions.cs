using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Pipelines;

namespace Reflector.Server.Jobs;

internal static class JobsExtensions
{
    private static readonly TimeSpan CheckinInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Durable background work on the database. Every process can schedule; only workers run jobs. A worker that is
    /// killed is noticed by the others after a few missed check-ins, or by itself when it comes back, and its jobs run again.
    /// </summary>
    public static IServiceCollection AddJobs(
        this IServiceCollection services,
        ReflectorSettings settings,
        bool isWorker,
        bool isAlone
    )
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "reflector";
                // A node that comes back under its old name takes its own jobs up again at once; among several,
                // names must differ, and a dead node is noticed by its silence.
                if (isAlone)
                    options.InstanceId = "alone";
                else
                    options.GenerateInstanceId = true;
                options.IdleWaitTime = TimeSpan.FromSeconds(2);
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(settings.WorkerConcurrency);
            quartz.UseExecutionLimits(limits => limits.ForGroup(HeavyStageJob.Group, settings.HeavyJobs));
            RecurringJobs.Add(quartz, settings);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.UseRegisteredDataSource = true);
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = CheckinInterval;
                    cluster.CheckinMisfireThreshold = CheckinInterval * 2;
                });
                store.UseExecutionHistory();
                store.ConfigureStore(options =>
                {
                    options.SchemaProvisioning = SchemaProvisioning.CreateIfMissing;
                    options.AcceptEnlistedTransactions = true;
                    options.RecoverFiringsCancelledByShutdown = true;
                    options.StoreJobDataAsStrings = true;
                    options.UseBackgroundThreads = true;
                    options.DbRetryInterval = TimeSpan.FromSeconds(1);
                });
            });
        });
        services.AddQuartzHostedService(options =>
        {
            options.AutoStart = isWorker;
            options.WaitForJobsToComplete = true;
        });
        return services;
    }
}
