using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.ApiKeys;

internal static class ApiKeyEndpoints
{
    private const int NameLimit = 200;
    private const int CountLimit = 100;

    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/user/api-keys").WithTags("user").RequireCaller();
        keys.MapGet("/", ListAsync).WithName("v1_list_api_keys").WithSummary("My API keys, newest first");
        keys.MapPost("/", CreateAsync)
            .WithName("v1_create_api_key")
            .WithSummary("Make an API key; only this answer shows it");
        keys.MapDelete("/{key_id}", DeleteAsync).WithName("v1_delete_api_key").WithSummary("Revoke an API key");
    }

    private static Task<List<ApiKeyResponse>> ListAsync(
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        db
            .UserApiKeys.Where(key => key.UserId == caller.UserId)
            .OrderByDescending(key => key.CreatedAt)
            .ThenByDescending(key => key.Id)
            .Select(key => new ApiKeyResponse(key.Id, key.UserId, key.Name, key.CreatedAt, key.Scope, key.LastUsedAt))
            .ToListAsync(cancellationToken);

    private static async Task<CreateApiKeyResponse> CreateAsync(
        CreateApiKeyRequest request,
        ReflectorDb db,
        ApiKeyStore keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var name = request.Name?.Trim();
        if (name is { Length: 0 or > NameLimit })
            throw new ApiValidationException(
                "value_error",
                ["body", "name"],
                $"Input should have 1 to {NameLimit} characters"
            );
        if (await db.UserApiKeys.CountAsync(key => key.UserId == caller.UserId, cancellationToken) >= CountLimit)
            throw ApiException.BadRequest($"There are {CountLimit} API keys already: revoke those nobody uses");
        var (row, key) = await keys.CreateAsync(
            caller.RequiredUserId,
            name,
            request.Scope ?? ApiKeyScope.Write,
            cancellationToken
        );
        return new(row.Id, row.UserId, row.Name, row.CreatedAt, row.Scope, key);
    }

    private static async Task<DeletedApiKey> DeleteAsync(
        string key_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var deleted = await db
            .UserApiKeys.Where(key => key.Id == key_id && key.UserId == caller.UserId)
            .ExecuteDeleteAsync(cancellationToken);
        return deleted > 0 ? new("ok") : throw ApiException.NotFound("API key not found");
    }
}

/// <param name="Name">What it is for.</param>
/// <param name="Scope">Whether a program may also change things; <c>write</c> when it is not given.</param>
internal sealed record CreateApiKeyRequest(string? Name = null, ApiKeyScope? Scope = null);

/// <param name="Key">The key itself; it cannot be shown again.</param>
internal sealed record CreateApiKeyResponse(
    string Id,
    string UserId,
    string? Name,
    DateTimeOffset CreatedAt,
    ApiKeyScope Scope,
    string Key
);

internal sealed record ApiKeyResponse(
    string Id,
    string UserId,
    string? Name,
    DateTimeOffset CreatedAt,
    ApiKeyScope Scope,
    DateTimeOffset? LastUsedAt
);

internal sealed record DeletedApiKey(string Status);
