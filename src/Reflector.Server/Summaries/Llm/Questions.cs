namespace Reflector.Server.Summaries.Llm;

internal static class Questions
{
    /// <summary>Questions that are open at once: enough to keep a served model busy, few enough for a small one.</summary>
    private const int OpenAtOnce = 4;

    /// <summary>Answers in the order of the questions; the first failure ends the others.</summary>
    public static async Task<List<TResult>> ForEachAsync<TItem, TResult>(
        List<TItem> items,
        Func<TItem, CancellationToken, Task<TResult>> ask,
        CancellationToken cancellationToken
    )
    {
        var answers = new TResult[items.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, limits, async (at, token) => answers[at] = await ask(items[at], token));
        return [.. answers];
    }
}
