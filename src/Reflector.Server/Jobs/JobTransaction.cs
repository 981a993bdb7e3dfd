using Microsoft.EntityFrameworkCore.Storage;
using Quartz;

namespace Reflector.Server.Jobs;

internal static class JobTransaction
{
    /// <summary>
    /// From here on jobs are scheduled in the given transaction: with a data change, or not at all. Dispose after the
    /// commit, which wakes the workers.
    /// </summary>
    public static IDisposable Enlist(this IScheduler scheduler, IDbContextTransaction transaction) =>
        scheduler.EnlistTransaction(transaction.GetDbTransaction());
}
