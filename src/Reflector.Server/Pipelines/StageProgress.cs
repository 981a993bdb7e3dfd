using System.Threading.Channels;

namespace Reflector.Server.Pipelines;

/// <summary>Passes progress on from code that can only call back; the caller never waits for the database.</summary>
internal sealed class StageProgress : IProgress<double>, IAsyncDisposable
{
    private readonly Channel<double> _latest = Channel.CreateBounded<double>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    private readonly double _whole;
    private readonly Task _reporting;

    /// <param name="whole">The value that means 100 %; nothing is reported when it is not above 0.</param>
    public StageProgress(StageContext context, double whole, CancellationToken cancellationToken)
        : this(context.ReportAsync, whole, cancellationToken) { }

    /// <param name="report">Takes per cent.</param>
    public StageProgress(
        Func<double, CancellationToken, Task> report,
        double whole,
        CancellationToken cancellationToken
    )
    {
        _whole = whole;
        _reporting = ReportAsync(report, cancellationToken);
    }

    public void Report(double value)
    {
        if (_whole > 0)
            _latest.Writer.TryWrite(value / _whole * 100);
    }

    public async ValueTask DisposeAsync()
    {
        _latest.Writer.TryComplete();
        await _reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReportAsync(Func<double, CancellationToken, Task> report, CancellationToken cancellationToken)
    {
        await foreach (var percent in _latest.Reader.ReadAllAsync(cancellationToken))
            await report(percent, cancellationToken);
    }
}
