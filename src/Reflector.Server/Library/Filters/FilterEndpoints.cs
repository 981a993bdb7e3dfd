using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Library.Filters;

internal static class FilterEndpoints
{
    private const int CountLimit = 50;

    public static void MapFilters(this IEndpointRouteBuilder routes)
    {
        var filters = routes.MapGroup("/v1/user/filters").WithTags("user").RequireCaller();
        filters.MapGet("/", ListAsync).WithName("v1_user_filters_list").WithSummary("My saved filters, by name");
        filters.MapPost("/", CreateAsync).WithName("v1_user_filter_create").WithSummary("Save a filter");
        filters
            .MapPatch("/{filter_id}", UpdateAsync)
            .WithName("v1_user_filter_update")
            .WithSummary("Rename a filter, or change what it filters by");
        filters.MapDelete("/{filter_id}", DeleteAsync).WithName("v1_user_filter_delete").WithSummary("Forget a filter");
    }

    private static Task<List<UserFilterResponse>> ListAsync(
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        db
            .UserFilters.Where(filter => filter.UserId == caller.UserId)
            .OrderBy(filter => filter.Name)
            .Select(filter => new UserFilterResponse(filter.Id, filter.Name, filter.Query, filter.CreatedAt))
            .ToListAsync(cancellationToken);

    private static async Task<UserFilterResponse> CreateAsync(
        CreateUserFilter request,
        ReflectorDb db,
        TimeProvider clock,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var filter = new UserFilter
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = caller.RequiredUserId,
            Name = FilterRules.Name(request.Name),
            Query = FilterRules.Query(request.Query),
            CreatedAt = clock.GetUtcNow(),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two who save at once must not both find room for the last.
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('filters:' || {filter.UserId}, 0))",
            cancellationToken
        );
        if (await db.UserFilters.CountAsync(row => row.UserId == filter.UserId, cancellationToken) >= CountLimit)
            throw ApiException.BadRequest($"There are {CountLimit} saved filters already: delete those nobody uses");
        db.UserFilters.Add(filter);
        await SaveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ToResponse(filter);
    }

    private static async Task<UserFilterResponse> UpdateAsync(
        string filter_id,
        UpdateUserFilter change,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var filter =
            await db.UserFilters.FirstOrDefaultAsync(
                row => row.Id == filter_id && row.UserId == caller.UserId,
                cancellationToken
            ) ?? throw NotFound();
        filter.Name = change.Name is null ? filter.Name : FilterRules.Name(change.Name);
        filter.Query = change.Query is null ? filter.Query : FilterRules.Query(change.Query);
        await SaveAsync(db, cancellationToken);
        return ToResponse(filter);
    }

    private static async Task<FilterStatus> DeleteAsync(
        string filter_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var deleted = await db
            .UserFilters.Where(filter => filter.Id == filter_id && filter.UserId == caller.UserId)
            .ExecuteDeleteAsync(cancellationToken);
        return deleted > 0 ? new("ok") : throw NotFound();
    }

    private static async Task SaveAsync(ReflectorDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw ApiException.Conflict("There is a filter of this name already");
        }
        catch (DbUpdateConcurrencyException)
        {
            throw NotFound();
        }
    }

    private static UserFilterResponse ToResponse(UserFilter filter) =>
        new(filter.Id, filter.Name, filter.Query, filter.CreatedAt);

    private static ApiException NotFound() => ApiException.NotFound("Filter not found");
}

internal sealed record CreateUserFilter(string Name, FilterQuery Query);

internal sealed record UpdateUserFilter(string? Name = null, FilterQuery? Query = null);

internal sealed record UserFilterResponse(string Id, string Name, FilterQuery Query, DateTimeOffset CreatedAt);

internal sealed record FilterStatus(string Status);
