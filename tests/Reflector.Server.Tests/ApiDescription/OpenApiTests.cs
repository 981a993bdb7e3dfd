using System.Text.Json.Nodes;
using Reflector.Server.CommandLine;
using Reflector.Server.Tests.Configuration;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.ApiDescription;

public sealed class OpenApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    // The published contract's names, of the parts that this version has.
    private static readonly string[] Contract =
    [
        "ApiKeyResponse",
        "AudioWaveform",
        "CreateApiKeyRequest",
        "CreateApiKeyResponse",
        "CreateTranscript",
        "DeletionStatus",
        "GetTranscriptMinimal",
        "GetTranscriptSegmentTopic",
        "GetTranscriptTopic",
        "GetTranscriptTopicWithWords",
        "GetTranscriptTopicWithWordsPerSpeaker",
        "GetTranscriptWithJSON",
        "GetTranscriptWithParticipants",
        "GetTranscriptWithText",
        "GetTranscriptWithTextTimestamped",
        "GetTranscriptWithWebVTTNamed",
        "HTTPValidationError",
        "Page_GetTranscriptMinimal_",
        "ProcessStatus",
        "SourceKind",
        "SpeakerWords",
        "TranscriptActionItems",
        "TranscriptDuration",
        "TranscriptFinalLongSummary",
        "TranscriptFinalShortSummary",
        "TranscriptFinalTitle",
        "TranscriptParticipantWithEmail",
        "TranscriptSegment",
        "TranscriptText",
        "TranscriptWaveform",
        "TranscriptWsActionItems",
        "TranscriptWsDuration",
        "TranscriptWsFinalLongSummary",
        "TranscriptWsFinalShortSummary",
        "TranscriptWsFinalTitle",
        "TranscriptWsStatus",
        "TranscriptWsStatusData",
        "TranscriptWsTopic",
        "TranscriptWsTranscript",
        "TranscriptWsWaveform",
        "UpdateTranscript",
        "UserInfo",
        "UserTranscriptCreatedData",
        "UserTranscriptDeletedData",
        "UserTranscriptDurationData",
        "UserTranscriptFinalTitleData",
        "UserTranscriptStatusData",
        "UserWsTranscriptCreated",
        "UserWsTranscriptDeleted",
        "UserWsTranscriptDuration",
        "UserWsTranscriptFinalTitle",
        "UserWsTranscriptStatus",
        "ValidationError",
        "Word",
    ];

    private TestServer Server => shared.Server;

    [Fact]
    public async Task The_document_in_the_source_tree_is_the_one_that_is_served()
    {
        var described = await DocumentCommands.DescribeAsync(CancellationToken.None);

        RepositoryFiles
            .Read("web", "openapi.json")
            .ShouldBe(described, "Update it: ./reflector openapi > web/openapi.json");
        var served = await Server.Client.GetStringAsync("/openapi.json");
        JsonNode.DeepEquals(JsonNode.Parse(served), JsonNode.Parse(described)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_names_of_the_contract_are_there()
    {
        var document = await Server.GetAsync("/openapi.json");

        Contract.Except(document["components"]!["schemas"]!.AsObject().Select(pair => pair.Key)).ShouldBeEmpty();
        document["components"]!["schemas"]!["SourceKind"]!["enum"]!
            .ToJsonString()
            .ShouldBe("""["live","file","room"]""");
    }

    [Fact]
    public async Task Every_operation_has_a_name_and_a_summary_of_its_own()
    {
        var document = await Server.GetAsync("/openapi.json");
        var operations = Operations(document).ToList();

        operations.Count.ShouldBeGreaterThan(15);
        operations.ShouldAllBe(operation => !string.IsNullOrWhiteSpace((string?)operation["summary"]));
        var ids = operations.Select(operation => (string?)operation["operationId"]).ToList();
        ids.ShouldAllBe(id => id != null && (id.StartsWith("v1_") || id == "health"));
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task Choices_in_addresses_are_closed()
    {
        var document = await Server.GetAsync("/openapi.json");
        var choices = Operations(document)
            .SelectMany(operation => operation["parameters"]?.AsArray() ?? [])
            .Where(parameter =>
                (string)parameter!["name"]!
                    is "source_kind"
                        or "sort_by"
                        or "status"
                        or "interval"
                        or "transcript_format"
            )
            .ToList();

        choices.Count.ShouldBe(6);
        foreach (var choice in choices)
        {
            var name = ((string)choice!["schema"]!["$ref"]!).Split('/')[^1];
            document["components"]!["schemas"]![name]!["enum"]!.AsArray().Count.ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public async Task The_main_requests_and_answers_have_examples()
    {
        var document = await Server.GetAsync("/openapi.json");

        foreach (
            var name in new[]
            {
                "CreateTranscript",
                "UpdateTranscript",
                "GetTranscriptWithParticipants",
                "UploadProgress",
            }
        )
            document["components"]!["schemas"]![name]!["examples"].ShouldNotBeNull(name).AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await Server.GetAsync("/openapi.json");
        var names = document["components"]!["schemas"]!.AsObject().Select(pair => pair.Key).ToHashSet();

        References(document).Select(reference => reference.Split('/')[^1]).Except(names).ShouldBeEmpty();
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!));

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.SelectMany(pair =>
                pair is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : References(pair.Value)
            ),
            JsonArray array => array.SelectMany(References),
            _ => [],
        };
}
