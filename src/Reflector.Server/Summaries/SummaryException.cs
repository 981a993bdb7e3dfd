namespace Reflector.Server.Summaries;

/// <summary>Why there is no summary, as a sentence for the person who waits for it.</summary>
internal sealed class SummaryException : Exception
{
    public SummaryException(string message)
        : base(message) { }

    public SummaryException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Only a changed setting helps; trying again does not.</summary>
    public bool IsMisconfigured { get; init; }
}
