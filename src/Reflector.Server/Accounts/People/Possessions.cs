using Reflector.Server.Database;

namespace Reflector.Server.Accounts.People;

/// <summary>Something that belongs to users; each feature that has such rows says so.</summary>
internal interface IPossession
{
    /// <summary>In a sentence: <c>3 transcripts</c>.</summary>
    string Plural { get; }

    Task<int> CountAsync(ReflectorDb db, string userId, CancellationToken cancellationToken);

    Task MoveAsync(ReflectorDb db, string fromUserId, string toUserId, CancellationToken cancellationToken);
}

/// <summary>Everything that belongs to a user.</summary>
internal sealed class Possessions(ReflectorDb db, IEnumerable<IPossession> kinds)
{
    /// <returns><c>3 transcripts and 1 rooms</c>; null for nothing.</returns>
    public async Task<string?> DescribeAsync(string userId, CancellationToken cancellationToken)
    {
        var parts = new List<string>();
        foreach (var kind in kinds)
        {
            if (await kind.CountAsync(db, userId, cancellationToken) is > 0 and var count)
                parts.Add($"{count} {kind.Plural}");
        }
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    public async Task MoveAsync(string fromUserId, string toUserId, CancellationToken cancellationToken)
    {
        foreach (var kind in kinds)
            await kind.MoveAsync(db, fromUserId, toUserId, cancellationToken);
    }
}
