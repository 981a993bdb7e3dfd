using System.Text.Json.Nodes;

namespace Reflector.Fakes.Services;

/// <summary>What a client asked of a service.</summary>
/// <param name="Path">With its query, as sent.</param>
/// <param name="Body">As text; empty for none.</param>
public sealed record FakeRequest(string Method, string Path, string Authorization, string ContentType, string Body)
{
    /// <summary>The body as JSON object.</summary>
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
