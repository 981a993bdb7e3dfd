using System.CommandLine;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;

namespace Reflector.Server.CommandLine;

/// <summary>Verbs that print what the program knows about itself.</summary>
internal static class DocumentCommands
{
    public static Command Settings()
    {
        var env = new Option<bool>("--env") { Description = "As a file .env to fill in." };
        var command = new Command("settings", "Print every setting with its default, as docs/configuration.md.")
        {
            env,
        };
        command.SetAction(arguments =>
            Console.Out.Write(arguments.GetValue(env) ? SettingsDocument.RenderEnv() : SettingsDocument.Render())
        );
        return command;
    }

    public static Command OpenApi()
    {
        var command = new Command("openapi", "Print the API description (OpenAPI 3.1, JSON).");
        command.SetAction(
            async (_, cancellationToken) =>
            {
                await Console.Out.WriteAsync(await DescribeAsync(cancellationToken));
                return ExitCodes.Success;
            }
        );
        return command;
    }

    /// <summary>The document as <c>/openapi.json</c> serves it; no database is needed.</summary>
    public static async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        await using var app = ReflectorApp.Build(
            new(new ReflectorSettings { LogLevel = LogLevel.None }, "Host=unused")
        );
        await using var scope = app.Services.CreateAsyncScope();
        var provider = scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken) + "\n";
    }
}
