using Microsoft.EntityFrameworkCore;

namespace Reflector.Server.Http;

internal sealed record Page<T>(IReadOnlyList<T> Items, int Total, int PageNumber, int Size, int Pages)
{
    [System.Text.Json.Serialization.JsonPropertyName("page")]
    public int PageNumber { get; init; } = PageNumber;
}

/// <summary>Which part of a listing is asked for: <c>?page=1&amp;size=50</c>.</summary>
internal sealed record Paging(int Page, int Size)
{
    public static Paging From(int? page, int? size)
    {
        if (page is < 1)
            throw new ApiValidationException(
                "greater_than_equal",
                ["query", "page"],
                "Input should be greater than or equal to 1",
                page
            );
        if (size is < 1 or > 100)
            throw new ApiValidationException("range", ["query", "size"], "Input should be between 1 and 100", size);
        return new(page ?? 1, size ?? 50);
    }

    public async Task<Page<TItem>> ApplyAsync<T, TItem>(
        IQueryable<T> query,
        Func<T, TItem> convert,
        CancellationToken cancellationToken
    )
    {
        var total = await query.CountAsync(cancellationToken);
        var skip = (long)(Page - 1) * Size;
        var rows = skip >= total ? [] : await query.Skip((int)skip).Take(Size).ToListAsync(cancellationToken);
        return new([.. rows.Select(convert)], total, Page, Size, (total + Size - 1) / Size);
    }
}
