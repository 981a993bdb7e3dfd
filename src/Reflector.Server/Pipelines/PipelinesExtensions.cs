namespace Reflector.Server.Pipelines;

internal static class PipelinesExtensions
{
    public static IServiceCollection AddPipelines(this IServiceCollection services)
    {
        services.AddSingleton<StageSchedule>();
        services.AddSingleton<PipelineRunner>();
        services.AddSingleton<PipelineStarter>();
        services.AddScoped<ProcessingRequest>();
        foreach (
            var stage in typeof(IStage)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IStage)))
        )
            services.AddSingleton(typeof(IStage), stage);
        return services;
    }
}
