using System.Text.Json.Serialization;

namespace Reflector.Server.Transcripts;

/// <summary>Order of a listing: newest first, or in the order of change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TranscriptOrder>))]
internal enum TranscriptOrder
{
    [JsonStringEnumMemberName("created_at")]
    CreatedAt,

    [JsonStringEnumMemberName("change_seq")]
    ChangeSeq,
}
