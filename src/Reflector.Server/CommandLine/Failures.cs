using Microsoft.AspNetCore.Connections;
using Reflector.Media;
using Reflector.Server.Database;
using Reflector.Server.Database.Embedded;
using Reflector.Server.Http;
using Reflector.Server.Models;
using Reflector.Server.Recordings.Download;
using Reflector.Server.Summaries;
using Reflector.Server.VideoPlatforms;
using Reflector.Speech;
using Reflector.Storage;

namespace Reflector.Server.CommandLine;

/// <summary>Failures that are no mistake in the program: a person reads one sentence, not a stack trace.</summary>
internal static class Failures
{
    public static string? Sentence(Exception exception) =>
        exception switch
        {
            DatabaseException
            or EmbeddedPostgresException
            or StorageException
            or MediaException
            or SpeechException
            or VideoPlatformException
            or SummaryException
            or DownloadException
            or ModelException => exception.Message,
            ApiException or ApiValidationException => exception.Message + ".",
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message.TrimEnd('.')}. Another program listens there: stop it, or choose another port with PORT or --urls.",
            UnauthorizedAccessException => exception.Message,
            _ => null,
        };
}
