namespace Reflector.Server.Recordings;

/// <summary>Where things lie in the object store. No part of a key comes from outside.</summary>
internal static class ObjectKeys
{
    public static string TranscriptPrefix(string transcriptId) => $"transcripts/{transcriptId}/";

    public static string Source(string transcriptId, string fileName) =>
        $"{TranscriptPrefix(transcriptId)}source{RecordingName.Extension(fileName)}";

    public static string Audio(string transcriptId) => $"{TranscriptPrefix(transcriptId)}audio.mp3";

    public static string UploadPrefix(string transcriptId) => $"uploads/{transcriptId}/";

    public static string Chunk(string transcriptId, int number) => $"{UploadPrefix(transcriptId)}{number:D6}";
}
