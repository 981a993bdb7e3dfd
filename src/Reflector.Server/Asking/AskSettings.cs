using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting("ASK_PER_MINUTE", "Questions about transcripts that one person may ask in a minute.")]
    [Range(1, 1000)]
    public int AskPerMinute { get; init; } = 20;

    [Setting("ASK_TIMEOUT", "Seconds the language model may take for the answer to one question.")]
    [Range(1, 3600)]
    public int AskTimeout { get; init; } = 90;
}
