using Reflector.Media;
using Reflector.Server.Database;
using Reflector.Server.Summaries;
using Reflector.Speech;
using Reflector.Storage;

namespace Reflector.Server.Pipelines;

/// <summary>Says of a failure what a person should read and whether another attempt can help.</summary>
internal static class StageErrors
{
    public static (string Sentence, bool IsPermanent) Describe(Exception exception) =>
        exception switch
        {
            StageFailureException => (exception.Message, true),
            MediaException media => (media.Message, media.IsFileAtFault),
            SpeechException speech => (speech.Message, speech.IsMisconfigured),
            SummaryException summary => (summary.Message, summary.IsMisconfigured),
            StorageException => (exception.Message, false),
            _ when DatabaseFailure.Of(exception) is not null => (
                "The database could not be reached for a moment.",
                false
            ),
            IOException io when IsDiskFull(io) => (
                "The disk is full. Free some space; nothing is lost, and the step is tried again.",
                false
            ),
            IOException => ("A file could not be read or written.", false),
            _ => ("Something unexpected went wrong; the server's log tells more.", false),
        };

    private static bool IsDiskFull(IOException exception) => (exception.HResult & 0xFFFF) is 28 or 112;
}
