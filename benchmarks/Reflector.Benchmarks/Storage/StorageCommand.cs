using System.CommandLine;
using System.Diagnostics;
using Reflector.Fakes.Storage;
using Reflector.Storage;
using Reflector.Storage.S3;
using Reflector.Storage.Swift;

namespace Reflector.Benchmarks.Storage;

/// <summary>A file stored in S3 and in Swift, beside what curl needs to put it on the same server, in turn.</summary>
internal static class StorageCommand
{
    public static Command Create()
    {
        var size = new Option<int>("--mebibytes") { Description = "Size of the file", DefaultValueFactory = _ => 512 };
        var rounds = new Option<int>("--rounds") { Description = "How often", DefaultValueFactory = _ => 3 };
        var command = new Command("storage", "Uploads to S3 and Swift compared with curl") { size, rounds };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync((long)result.GetValue(size) << 20, result.GetValue(rounds), cancellationToken)
        );
        return command;
    }

    private static async Task RunAsync(long size, int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            var file = Path.Combine(folder.FullName, "file");
            await WriteAsync(file, size, cancellationToken);
            // fauxqs takes no large file in one piece, which is how curl sends it.
            await using (var server = await S3Server.StartAsync("s3rver"))
            {
                using var store = new S3ObjectStore(
                    new()
                    {
                        Bucket = "reflector",
                        Endpoint = server.Address,
                        AccessKeyId = S3Server.AccessKeyId,
                        SecretAccessKey = S3Server.SecretAccessKey,
                        SpoolFolder = Path.Combine(folder.FullName, "spool"),
                    }
                );
                var curl = new CurlForS3(server, "/reflector/curl");
                await CompareAsync(
                    "S3 (s3rver)",
                    store,
                    size,
                    rounds,
                    () => curl.PutAsync(file, cancellationToken),
                    file,
                    cancellationToken
                );
                if (size > new S3Options { Bucket = "", SpoolFolder = "" }.MultipartAbove)
                {
                    var parts = await CurlForS3.SplitAsync(file, folder, cancellationToken);
                    await CompareAsync(
                        "S3 (s3rver), curl in the same parts",
                        store,
                        size,
                        rounds,
                        () => curl.PutInPartsAsync(parts, cancellationToken),
                        file,
                        cancellationToken
                    );
                }
            }
            await using var swift = await OpenStackServer.StartAsync();
            using var container = new SwiftObjectStore(
                new()
                {
                    AuthUrl = swift.AuthUrl,
                    CredentialId = swift.Operator.Id,
                    CredentialSecret = swift.Operator.Secret,
                    Region = swift.Region,
                    Container = swift.Container,
                    SpoolFolder = Path.Combine(folder.FullName, "spool"),
                }
            );
            await CompareAsync(
                "Swift",
                container,
                size,
                rounds,
                () =>
                    Curl.RunAsync(
                        [
                            "--header",
                            $"X-Auth-Token: {swift.Token}",
                            "--upload-file",
                            file,
                            $"{swift.Account}/{swift.Container}/curl",
                        ],
                        cancellationToken
                    ),
                file,
                cancellationToken
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(
        string name,
        IObjectStore store,
        long size,
        int rounds,
        Func<Task> curl,
        string file,
        CancellationToken cancellationToken
    )
    {
        var (curls, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            curls.Add(await TimeAsync(curl));
            ours.Add(
                await TimeAsync(() => store.PutFileAsync("ours", file, false, cancellationToken: cancellationToken))
            );
            await store.DeleteAsync("ours", cancellationToken);
            await store.DeleteAsync("curl", cancellationToken);
        }
        var (theirs, own) = (Median(curls), Median(ours));
        var mebibytes = size / (double)(1 << 20);
        Console.WriteLine(
            $"{name}: curl {mebibytes / theirs:0} MiB/s ({theirs:0.00} s), Reflector {mebibytes / own:0} MiB/s ({own:0.00} s): {theirs / own:0 %} of curl"
        );
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task WriteAsync(string path, long size, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        var block = new byte[1 << 20];
        Random.Shared.NextBytes(block);
        for (var written = 0L; written < size; written += block.Length)
            await file.WriteAsync(block, cancellationToken);
    }
}
