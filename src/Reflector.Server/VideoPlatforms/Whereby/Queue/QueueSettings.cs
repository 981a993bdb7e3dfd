using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "AWS_PROCESS_RECORDING_QUEUE_URL",
        "Address of the SQS queue that Whereby's bucket tells of new recordings; without it they are found once a day.",
        DefaultText = "none"
    )]
    [Url]
    public string? RecordingQueueUrl { get; init; }

    [Setting(
        "SQS_POLLING_TIMEOUT_SECONDS",
        "Seconds from one look into that queue to the next while it is empty; up to 20 of them are spent waiting for a message, which then is taken at once."
    )]
    [Range(1, 3600)]
    public int QueuePollingSeconds { get; init; } = 20;
}
