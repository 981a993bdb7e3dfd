using Polly.CircuitBreaker;

namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>Says what a platform did wrong, to somebody who only wanted to meet.</summary>
internal static class PlatformRefusal
{
    public static VideoPlatformException Of(string label, CallFailure failure) =>
        failure.Kind switch
        {
            CallFailureKind.Unreachable => new(
                $"{label} cannot be reached from this server; try again in a moment.",
                isTemporary: true,
                innerException: failure
            ),
            CallFailureKind.Broken => new(
                $"The connection to {label} broke; try again in a moment.",
                isTemporary: true,
                innerException: failure
            ),
            CallFailureKind.Silent => new(
                $"{label} did not answer in time; try again in a moment.",
                isTemporary: true,
                innerException: failure
            ),
            _ => NotUnderstood(label, failure),
        };

    public static VideoPlatformException Of(string label, PlatformAnswer answer) =>
        answer.Status switch
        {
            429 => new(
                $"{label} is being asked too often; try again in a moment.",
                isTemporary: true,
                answer.RetryAfter
            ),
            >= 500 => new(
                $"{label} has a problem of its own; try again in a moment.",
                isTemporary: true,
                answer.RetryAfter
            ),
            401 or 403 => NotAllowed(label),
            400 when AnswerReader.ErrorType(answer) is "authorization-header-error" => NotAllowed(label),
            _ when AnswerReader.ErrorType(answer) is "invalid-plan-type" => new(
                $"{label} does not offer this on the plan of this server's account.",
                isTemporary: false
            ),
            404 => new($"{label} does not know this meeting.", isTemporary: false),
            >= 300 and <= 399 => new(
                $"{label} answered from another address than the one that is set; an administrator should check it.",
                isTemporary: false
            ),
            var status => new($"{label} did not accept what it was asked ({status}).", isTemporary: false),
        };

    public static VideoPlatformException NotUnderstood(string label, Exception? exception = null) =>
        new($"{label} answered something that this server does not understand.", false, innerException: exception);

    public static VideoPlatformException LeftAlone(string label, BrokenCircuitException exception) =>
        new(
            $"{label} has failed several times in a row and is left alone for a few seconds; try again then.",
            isTemporary: true,
            exception.RetryAfter,
            exception
        );

    private static VideoPlatformException NotAllowed(string label) =>
        new($"{label} does not accept this server's key; an administrator should check it.", isTemporary: false);
}
