using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "LLM_MODELS",
        "Further models of the chat server that people may choose when they have a summary written anew, separated by commas."
    )]
    [StringList]
    public string LlmModels { get; init; } = "";

    [Setting("SUMMARY_JOBS", "New summaries that one person may have under way at once.")]
    [Range(1, 100)]
    public int SummaryJobs { get; init; } = 3;
}
