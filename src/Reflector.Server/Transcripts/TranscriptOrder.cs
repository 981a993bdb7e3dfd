namespace Reflector.Server.Transcripts;

/// <summary>Order of a listing: newest first, or in the order of change.</summary>
internal sealed record TranscriptOrder(string Name) : IParsable<TranscriptOrder>
{
    public static TranscriptOrder CreatedAt { get; } = new("created_at");

    public static TranscriptOrder ChangeSeq { get; } = new("change_seq");

    public static TranscriptOrder Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var order) ? order : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out TranscriptOrder result)
    {
        result = s == ChangeSeq.Name ? ChangeSeq : CreatedAt;
        return s == result.Name;
    }
}
