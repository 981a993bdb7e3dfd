using Reflector.Fakes.Storage;
using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.CommandLine;

public sealed class StorageCheckTests
{
    [Fact]
    public async Task A_local_folder_is_proven()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-doctor-");

        (await CheckAsync(folder.FullName, new() { ["STORAGE_BACKEND"] = "local" })).ShouldStartWith(
            "Good local: put, get"
        );

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_bucket_is_proven()
    {
        await using var s3 = await S3Server.StartAsync("s3rver");
        var settings = new Dictionary<string, string?>
        {
            ["STORAGE_BACKEND"] = "s3",
            ["TRANSCRIPT_STORAGE_AWS_BUCKET_NAME"] = "reflector/x",
            ["TRANSCRIPT_STORAGE_AWS_ENDPOINT_URL"] = s3.Address.ToString(),
            ["TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID"] = S3Server.AccessKeyId,
            ["TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY"] = S3Server.SecretAccessKey,
        };

        (await CheckAsync(s3.Folder, settings)).ShouldStartWith("Good s3: put, get");
        settings["TRANSCRIPT_STORAGE_AWS_BUCKET_NAME"] = "no-such-bucket";
        (await CheckAsync(s3.Folder, settings)).ShouldBe("Bad The bucket that this server stores in does not exist.");
    }

    [Fact]
    public async Task A_container_is_proven()
    {
        await using var openStack = await OpenStackServer.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["STORAGE_BACKEND"] = "swift",
            ["OS_AUTH_URL"] = openStack.AuthUrl.ToString(),
            ["OS_APPLICATION_CREDENTIAL_ID"] = openStack.Operator.Id,
            ["OS_APPLICATION_CREDENTIAL_SECRET"] = openStack.Operator.Secret,
            ["OS_REGION_NAME"] = openStack.Region,
            ["SWIFT_CONTAINER"] = openStack.Container,
        };

        (await CheckAsync(openStack.Folder, settings)).ShouldStartWith("Good swift: put, get");
        settings["SWIFT_CONTAINER"] = "no-such-container";
        (await CheckAsync(openStack.Folder, settings)).ShouldBe(
            "Bad The container that this server stores in does not exist."
        );
    }

    private static async Task<string> CheckAsync(string folder, Dictionary<string, string?> settings)
    {
        var check = new StorageCheck(TestServer.Settings(folder, settings), TimeProvider.System);
        var finding = await check.RunAsync(CancellationToken.None);
        return $"{finding.Health} {finding.Text}";
    }
}
