using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Reflector.Server.Configuration;

namespace Reflector.Server.Http;

internal static class HttpExtensions
{
    private static readonly TimeSpan SocketKeepAlive = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddHttp(this IServiceCollection services, ReflectorSettings settings)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddExceptionHandler<ApiErrors>();
        services.AddHttpClient();
        services.AddResponseCompression();
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
            {
                var origins = settings.CorsOrigin.Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                );
                policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod();
                if (settings.CorsAllowCredentials)
                    policy.AllowCredentials();
            })
        );
        return services;
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePages(context =>
            context.HttpContext.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
                ? context.HttpContext.Response.WriteAsJsonAsync(
                    new ErrorDetail(Sentence(context.HttpContext.Response.StatusCode)),
                    ApiJson.Options
                )
                : Task.CompletedTask
        );
        app.UseResponseCompression();
        // Called here, and UseEndpoints at the end, so that the routes are known without the server being started.
        app.UseRouting();
        app.UseCors();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = SocketKeepAlive });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/health", () => new Health("healthy"))
            .WithName("health")
            .WithSummary("Whether the server answers")
            .WithTags("health");

    private static string Sentence(int status) =>
        status switch
        {
            404 => "Not Found",
            405 => "Method Not Allowed",
            415 => "The body must be application/json",
            _ => "The request could not be answered",
        };
}

internal sealed record Health(string Status);
