namespace Reflector.Server.Pipelines;

/// <summary>The orders in which stages run.</summary>
internal static class PipelineShapes
{
    /// <summary>One mixed recording.</summary>
    public const string File = "file";

    /// <summary>A recording of one track per participant.</summary>
    public const string Tracks = "tracks";

    /// <summary>What is made of the words, whichever way they came.</summary>
    private static readonly string[] FromWords =
    [
        StageNames.Assemble,
        StageNames.Topics,
        StageNames.Title,
        StageNames.Summaries,
        StageNames.ActionItems,
        StageNames.Finalize,
        StageNames.ConsentCleanup,
        StageNames.Zulip,
        StageNames.Publish,
    ];

    public static IReadOnlyList<string> Stages(string shape) =>
        shape switch
        {
            File =>
            [
                StageNames.Fetch,
                StageNames.Probe,
                StageNames.Encode,
                StageNames.Waveform,
                StageNames.Transcribe,
                StageNames.Diarize,
                .. FromWords,
            ],
            Tracks =>
            [
                StageNames.Fetch,
                StageNames.Participants,
                StageNames.LeaveOut,
                StageNames.Mix,
                StageNames.Waveform,
                StageNames.TranscribeTracks,
                .. FromWords,
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such pipeline"),
        };
}

internal static class StageNames
{
    public const string Fetch = "fetch";
    public const string Participants = "participants";
    public const string LeaveOut = "leave_out";
    public const string Mix = "mix";
    public const string TranscribeTracks = "transcribe_tracks";
    public const string Probe = "probe";
    public const string Encode = "encode";
    public const string Waveform = "waveform";
    public const string Transcribe = "transcribe";
    public const string Diarize = "diarize";
    public const string Assemble = "assemble";
    public const string Topics = "topics";
    public const string Title = "title";
    public const string Summaries = "summaries";
    public const string ActionItems = "action_items";
    public const string Finalize = "finalize";
    public const string ConsentCleanup = "consent_cleanup";
    public const string Zulip = "zulip";
    public const string Publish = "publish";
}
