namespace Reflector.Server.Tests.Deletions;

/// <summary>The real time and what was added to it.</summary>
internal sealed class AdjustableClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan time) => _ahead += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
