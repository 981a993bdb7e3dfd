using System.Text.Json.Serialization;

namespace Reflector.Server.Transcripts;

// The frames of the WebSocket as the API description names them; they are written from the event log, not from these.

/// <summary>One frame of a transcript's WebSocket.</summary>
/// <param name="Seq">Position to continue from with <c>?after=</c>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TranscriptWsTranscript), TranscriptEvents.Transcript)]
[JsonDerivedType(typeof(TranscriptWsTopic), TranscriptEvents.Topic)]
[JsonDerivedType(typeof(TranscriptWsStatus), TranscriptEvents.Status)]
[JsonDerivedType(typeof(TranscriptWsFinalTitle), TranscriptEvents.FinalTitle)]
[JsonDerivedType(typeof(TranscriptWsFinalLongSummary), TranscriptEvents.FinalLongSummary)]
[JsonDerivedType(typeof(TranscriptWsFinalShortSummary), TranscriptEvents.FinalShortSummary)]
[JsonDerivedType(typeof(TranscriptWsActionItems), TranscriptEvents.ActionItems)]
[JsonDerivedType(typeof(TranscriptWsDuration), TranscriptEvents.Duration)]
[JsonDerivedType(typeof(TranscriptWsWaveform), TranscriptEvents.Waveform)]
[JsonDerivedType(typeof(TranscriptWsPipeline), TranscriptEvents.Pipeline)]
[JsonDerivedType(typeof(TranscriptWsSummary), TranscriptEvents.Summary)]
[JsonDerivedType(typeof(TranscriptWsEdited), TranscriptEvents.Edited)]
internal abstract record TranscriptWs(long Seq);

internal sealed record TranscriptWsTranscript(TranscriptText Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsTopic(GetTranscriptTopic Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsStatus(TranscriptWsStatusData Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsFinalTitle(TranscriptFinalTitle Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsFinalLongSummary(TranscriptFinalLongSummary Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsFinalShortSummary(TranscriptFinalShortSummary Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsActionItems(TranscriptActionItems Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsDuration(TranscriptDuration Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsWaveform(TranscriptWaveform Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsSummary(TranscriptSummaryProgress Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsPipeline(TranscriptPipelineProgress Data, long Seq) : TranscriptWs(Seq);

internal sealed record TranscriptWsEdited(TranscriptEdited Data, long Seq) : TranscriptWs(Seq);
