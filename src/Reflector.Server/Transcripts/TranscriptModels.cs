using System.ComponentModel;
using System.Text.Json.Serialization;
using Reflector.Server.Summaries;

namespace Reflector.Server.Transcripts;

// Names and fields are part of the published contract: clients are generated from them.

internal sealed record CreateTranscript(
    string Name,
    [property: DefaultValue("en")] string SourceLanguage = "en",
    [property: DefaultValue("en")] string TargetLanguage = "en",
    SourceKind? SourceKind = null
);

internal sealed record UpdateTranscript(
    string? Name = null,
    bool? Locked = null,
    string? Title = null,
    string? ShortSummary = null,
    string? LongSummary = null,
    ShareMode? ShareMode = null,
    IReadOnlyList<UpdateTranscriptParticipant>? Participants = null,
    bool? Reviewed = null,
    bool? AudioDeleted = null
);

/// <summary>A participant of an update; without id it is a new one.</summary>
internal sealed record UpdateTranscriptParticipant(
    string Name,
    string? Id = null,
    int? Speaker = null,
    string? UserId = null
);

/// <param name="Duration">Milliseconds.</param>
/// <param name="AudioDeleted">True when the audio is proven to be gone everywhere.</param>
/// <param name="AudioDeletionRequestedAt">Since when the audio is being deleted and given to nobody.</param>
/// <param name="GeneratedBy">What wrote title, summaries and action items: <c>extractive</c> or <c>llm:MODEL</c>.</param>
internal record GetTranscriptMinimal(
    string Id,
    string? UserId,
    string Name,
    TranscriptStatus Status,
    bool Locked,
    double Duration,
    string? Title,
    string? ShortSummary,
    string? LongSummary,
    DateTimeOffset CreatedAt,
    ShareMode ShareMode,
    string? SourceLanguage,
    string? TargetLanguage,
    bool Reviewed,
    string? MeetingId,
    SourceKind SourceKind,
    string? RoomId,
    string? RoomName,
    bool? AudioDeleted,
    long? ChangeSeq,
    string? GeneratedBy,
    DateTimeOffset? AudioDeletionRequestedAt
);

internal record GetTranscriptWithParticipants : GetTranscriptMinimal
{
    public GetTranscriptWithParticipants(GetTranscriptMinimal minimal)
        : base(minimal) { }

    public IReadOnlyList<TranscriptParticipantWithEmail>? Participants { get; init; }

    public ActionItems? ActionItems { get; init; }

    /// <summary>
    /// What the pieces of the summaries were taken from; null when nobody looked, as in transcripts of earlier versions.
    /// Not in the original contract.
    /// </summary>
    public IReadOnlyList<SummarySource>? SummarySources { get; init; }

    /// <summary>Voices that could not be transcribed; the rest of the text is complete. Not in the original contract.</summary>
    public IReadOnlyList<MissingTrack> MissingTracks { get; init; } = [];
}

/// <param name="Participant">Whose voice.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record MissingTrack(string Participant, string Reason);

internal sealed record TranscriptParticipantWithEmail(
    string Id,
    int? Speaker,
    string Name,
    string? UserId,
    string? Email
);

[JsonConverter(typeof(JsonStringEnumConverter<TranscriptFormat>))]
internal enum TranscriptFormat
{
    [JsonStringEnumMemberName("text")]
    Text,

    [JsonStringEnumMemberName("text-timestamped")]
    TextTimestamped,

    [JsonStringEnumMemberName("webvtt-named")]
    WebvttNamed,

    [JsonStringEnumMemberName("json")]
    Json,

    [JsonStringEnumMemberName("srt")]
    Srt,

    /// <summary>Without the words: quick, however long the transcript is. Not in the original contract.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "transcript_format")]
[JsonDerivedType(typeof(GetTranscriptWithText), "text")]
[JsonDerivedType(typeof(GetTranscriptWithTextTimestamped), "text-timestamped")]
[JsonDerivedType(typeof(GetTranscriptWithWebVTTNamed), "webvtt-named")]
[JsonDerivedType(typeof(GetTranscriptWithSrt), "srt")]
[JsonDerivedType(typeof(GetTranscriptWithJSON), "json")]
[JsonDerivedType(typeof(GetTranscriptWithoutText), "none")]
internal abstract record GetTranscript : GetTranscriptWithParticipants
{
    protected GetTranscript(GetTranscriptWithParticipants transcript)
        : base(transcript) { }
}

internal sealed record GetTranscriptWithText(GetTranscriptWithParticipants Base, string Transcript)
    : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

internal sealed record GetTranscriptWithTextTimestamped(GetTranscriptWithParticipants Base, string Transcript)
    : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

internal sealed record GetTranscriptWithWebVTTNamed(GetTranscriptWithParticipants Base, string Transcript)
    : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

internal sealed record GetTranscriptWithSrt(GetTranscriptWithParticipants Base, string Transcript) : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

internal sealed record GetTranscriptWithJSON(
    GetTranscriptWithParticipants Base,
    IReadOnlyList<TranscriptSegment> Transcript
) : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

internal sealed record GetTranscriptWithoutText(GetTranscriptWithParticipants Base) : GetTranscript(Base)
{
    private GetTranscriptWithParticipants Base { get; } = Base;
}

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
internal sealed record TranscriptSegment(int Speaker, string SpeakerName, string Text, double Start, double End);

/// <param name="Timestamp">Seconds from the start of the recording.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Moments">What the summary was taken from; empty when no source was found, null when none was looked for.</param>
internal record GetTranscriptTopic(
    string Id,
    string Title,
    string Summary,
    double Timestamp,
    double? Duration,
    string Transcript,
    IReadOnlyList<GetTranscriptSegmentTopic> Segments,
    IReadOnlyList<SourceMoment>? Moments
);

internal sealed record GetTranscriptSegmentTopic(string Text, double Start, int Speaker);

internal sealed record GetTranscriptTopicWithWords : GetTranscriptTopic
{
    public GetTranscriptTopicWithWords(GetTranscriptTopic topic, IReadOnlyList<Word> words, int textVersion)
        : base(topic)
    {
        Words = words;
        TextVersion = textVersion;
    }

    public IReadOnlyList<Word> Words { get; init; }

    /// <summary>To be sent with a correction, so that it is not of words that have changed. Not in the original contract.</summary>
    public int TextVersion { get; init; }
}

internal sealed record GetTranscriptTopicWithWordsPerSpeaker : GetTranscriptTopic
{
    public GetTranscriptTopicWithWordsPerSpeaker(
        GetTranscriptTopic topic,
        IReadOnlyList<SpeakerWords> words,
        int textVersion
    )
        : base(topic)
    {
        WordsPerSpeaker = words;
        TextVersion = textVersion;
    }

    public IReadOnlyList<SpeakerWords> WordsPerSpeaker { get; init; }

    /// <summary>To be sent with a correction. Not in the original contract.</summary>
    public int TextVersion { get; init; }
}

internal sealed record SpeakerWords(int Speaker, IReadOnlyList<Word> Words);

/// <param name="Data">255 peaks, 0..1.</param>
internal sealed record AudioWaveform(IReadOnlyList<double> Data);

internal sealed record DeletionStatus(string Status)
{
    public static DeletionStatus Ok { get; } = new("ok");
}

internal sealed record ProcessStatus(string Status)
{
    public static ProcessStatus Ok { get; } = new("ok");
}
