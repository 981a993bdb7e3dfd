using System.Text.Json.Serialization;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Library.Events;

// The frames of the WebSocket as the API description names them; the database writes what is in them.

/// <summary>One frame of a person's WebSocket.</summary>
/// <param name="Seq">Position to continue from with <c>?after=</c>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(UserWsTranscriptCreated), LibraryEvents.Created)]
[JsonDerivedType(typeof(UserWsTranscriptDeleted), LibraryEvents.Deleted)]
[JsonDerivedType(typeof(UserWsTranscriptStatus), LibraryEvents.Status)]
[JsonDerivedType(typeof(UserWsTranscriptFinalTitle), LibraryEvents.FinalTitle)]
[JsonDerivedType(typeof(UserWsTranscriptDuration), LibraryEvents.Duration)]
internal abstract record UserWs(long Seq);

internal sealed record UserWsTranscriptCreated(UserTranscriptCreatedData Data, long Seq) : UserWs(Seq);

internal sealed record UserWsTranscriptDeleted(UserTranscriptDeletedData Data, long Seq) : UserWs(Seq);

internal sealed record UserWsTranscriptStatus(UserTranscriptStatusData Data, long Seq) : UserWs(Seq);

internal sealed record UserWsTranscriptFinalTitle(UserTranscriptFinalTitleData Data, long Seq) : UserWs(Seq);

internal sealed record UserWsTranscriptDuration(UserTranscriptDurationData Data, long Seq) : UserWs(Seq);

internal sealed record UserTranscriptCreatedData(string Id);

internal sealed record UserTranscriptDeletedData(string Id);

internal sealed record UserTranscriptStatusData(string Id, TranscriptStatus Value);

internal sealed record UserTranscriptFinalTitleData(string Id, string Title);

/// <param name="Id">The transcript.</param>
/// <param name="Duration">Milliseconds.</param>
internal sealed record UserTranscriptDurationData(string Id, double Duration);
