namespace Reflector.Server.Models;

/// <summary>A model could not be fetched or removed; the message is a sentence that says what to do.</summary>
internal sealed class ModelException(string message, Exception? innerException = null)
    : Exception(message, innerException);
