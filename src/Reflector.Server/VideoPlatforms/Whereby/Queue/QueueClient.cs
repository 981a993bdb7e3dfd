using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

/// <param name="ReceiptHandle">Of this one receipt; another comes with each.</param>
/// <param name="Receipts">How often it was handed out, about.</param>
internal sealed record QueueMessage(string Id, string ReceiptHandle, string Body, int Receipts);

/// <summary>The three calls to Amazon SQS that we need, in its JSON form; https://docs.aws.amazon.com/AWSSimpleQueueService.</summary>
internal sealed class QueueClient(IHttpClientFactory clients, ReflectorSettings settings, TimeProvider clock)
{
    public const string Client = "recording queue";

    /// <summary>The longest that the service lets one wait for messages.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private const int MostAtOnce = 10;

    /// <summary>Ten messages of a megabyte, and what is around them.</summary>
    public const int LargestAnswer = 16 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private Uri Queue => new(settings.RecordingQueueUrl!);

    /// <summary>What waits in the queue, or comes within the time; then nobody else gets it for that long.</summary>
    /// <exception cref="QueueException">The queue did not answer as it should.</exception>
    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        TimeSpan wait,
        TimeSpan visibility,
        CancellationToken cancellationToken
    )
    {
        var answer = await SendAsync(
            "ReceiveMessage",
            new ReceiveRequest(
                settings.RecordingQueueUrl!,
                MostAtOnce,
                (int)Math.Min(wait.TotalSeconds, LongestWait.TotalSeconds),
                (int)visibility.TotalSeconds,
                ["ApproximateReceiveCount"],
                ["ApproximateReceiveCount"]
            ),
            wait,
            cancellationToken
        );
        try
        {
            var messages = JsonSerializer.Deserialize<ReceiveAnswer>(answer, Json)?.Messages ?? [];
            return
            [
                .. messages
                    .Where(message => message is { MessageId: not null, ReceiptHandle: not null })
                    .Select(message => new QueueMessage(
                        message.MessageId!,
                        message.ReceiptHandle!,
                        message.Body ?? "",
                        int.TryParse(message.Attributes?.GetValueOrDefault("ApproximateReceiveCount"), out var count)
                            ? count
                            : 1
                    )),
            ];
        }
        catch (JsonException exception)
        {
            throw new QueueException("The queue of recordings answered something that is no message.", exception);
        }
    }

    public Task DeleteAsync(QueueMessage message, CancellationToken cancellationToken) =>
        SendAsync(
            "DeleteMessage",
            new ReceiptRequest(settings.RecordingQueueUrl!, message.ReceiptHandle),
            TimeSpan.Zero,
            cancellationToken
        );

    /// <summary>Hands it out again after that time, to whoever asks then.</summary>
    public Task ReturnAsync(QueueMessage message, TimeSpan after, CancellationToken cancellationToken) =>
        SendAsync(
            "ChangeMessageVisibility",
            new ReceiptRequest(settings.RecordingQueueUrl!, message.ReceiptHandle, (int)after.TotalSeconds),
            TimeSpan.Zero,
            cancellationToken
        );

    private async Task<byte[]> SendAsync<T>(string action, T body, TimeSpan wait, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait + TimeSpan.FromSeconds(10));
        try
        {
            // The queue is named in the body; its own address is only where it is sent to.
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Queue, "/"))
            {
                Content = new ByteArrayContent(bytes),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
            request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
            var credentials = await CredentialsAsync();
            SignatureV4.Sign(request, bytes, credentials, Region, "sqs", clock.GetUtcNow());
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, limit.Token);
            var content = await answer.Content.ReadAsByteArrayAsync(limit.Token);
            return answer.IsSuccessStatusCode ? content : throw Refused(answer, content);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new QueueException("The queue of recordings did not answer in time.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new QueueException("The queue of recordings cannot be reached.", exception);
        }
        catch (AmazonClientException exception)
        {
            throw new QueueException("There are no credentials for the queue of recordings.", exception);
        }
    }

    /// <summary>The code is in a header; services like it have it in the body alone.</summary>
    private static QueueException Refused(HttpResponseMessage answer, byte[] content)
    {
        var code = answer.Headers.TryGetValues("x-amzn-query-error", out var values)
            ? values.First().Split(';')[0]
            : TypeIn(content);
        return new(
            answer.StatusCode switch
            {
                _ when code.Contains("NonExistentQueue", StringComparison.Ordinal) || code == "QueueDoesNotExist" =>
                    "There is no such queue of recordings: check AWS_PROCESS_RECORDING_QUEUE_URL.",
                HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized =>
                    "The queue of recordings does not let this server in: check its access key.",
                var status => $"The queue of recordings answered {(int)status} {Plain(code)}".TrimEnd() + ".",
            }
        );
    }

    private static string TypeIn(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("__type", out var type)
                && type.ValueKind is JsonValueKind.String
                ? type.GetString()!.Split('#')[^1]
                : "";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static string Plain(string code) =>
        code.Length <= 80 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.') ? code : "";

    private string Region =>
        Queue.Host.Split('.') is ["sqs", var region, "amazonaws", ..]
            ? region
            : settings.WherebyBucketRegion ?? settings.TranscriptStorageAwsRegion;

    private async Task<AwsCredentials> CredentialsAsync()
    {
        if (settings is { WherebyBucketKeyId: { } id, WherebyBucketKeySecret: { } secret })
            return new(id, secret);
        if (
            settings is
            { TranscriptStorageAwsAccessKeyId: { } ownId, TranscriptStorageAwsSecretAccessKey: { } ownSecret }
        )
            return new(ownId, ownSecret);
        var machine = await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();
        return new(machine.AccessKey, machine.SecretKey, machine.UseToken ? machine.Token : null);
    }

    private sealed record ReceiveRequest(
        string QueueUrl,
        int MaxNumberOfMessages,
        int WaitTimeSeconds,
        int VisibilityTimeout,
        string[] MessageSystemAttributeNames,
        string[] AttributeNames
    );

    private sealed record ReceiptRequest(string QueueUrl, string ReceiptHandle, int? VisibilityTimeout = null);

    private sealed record ReceiveAnswer(IReadOnlyList<ReceivedMessage>? Messages);

    private sealed record ReceivedMessage(
        string? MessageId,
        string? ReceiptHandle,
        string? Body,
        Dictionary<string, string>? Attributes
    );
}

/// <summary>The queue did not do what it was asked; the message is a sentence for the log.</summary>
internal sealed class QueueException(string message, Exception? innerException = null)
    : Exception(message, innerException);
