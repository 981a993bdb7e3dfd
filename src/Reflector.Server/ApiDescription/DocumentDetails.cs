using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Reflector.Server.ApiDescription;

/// <summary>What the document says about itself.</summary>
internal sealed class DocumentDetails : IOpenApiDocumentTransformer
{
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Reflector",
            Version = "v1",
            Description =
                "Recordings in, transcripts out. Errors are `{\"detail\": …}`; times are seconds, the duration of a transcript milliseconds.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        document.Servers = [];
        return Task.CompletedTask;
    }
}
