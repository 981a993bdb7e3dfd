using System.Globalization;
using System.Xml.Linq;
using Reflector.Fakes.Storage;
using Reflector.Storage.S3;

namespace Reflector.Benchmarks.Storage;

/// <summary>A file put on a server that speaks S3, by curl, in one piece or in parts as Reflector sends it.</summary>
internal sealed class CurlForS3(S3Server server, string path)
{
    private readonly Uri _address = new(server.Address, path);

    private static string[] Signed =>
        [
            "--aws-sigv4",
            "aws:amz:us-east-1:s3",
            "--user",
            $"{S3Server.AccessKeyId}:{S3Server.SecretAccessKey}",
            "--header",
            "x-amz-content-sha256: UNSIGNED-PAYLOAD",
        ];

    public static async Task<IReadOnlyList<string>> SplitAsync(
        string file,
        DirectoryInfo folder,
        CancellationToken cancellationToken
    )
    {
        var size = new S3Options { Bucket = "", SpoolFolder = "" }.PartSize;
        var parts = new List<string>();
        await using var source = File.OpenRead(file);
        var block = new byte[1 << 20];
        while (source.Position < source.Length)
        {
            parts.Add(Path.Combine(folder.FullName, $"part-{parts.Count + 1}"));
            await using var part = File.Create(parts[^1]);
            while (part.Position < size && await source.ReadAsync(block, cancellationToken) is > 0 and var read)
                await part.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }
        return parts;
    }

    public Task PutAsync(string file, CancellationToken cancellationToken) =>
        Curl.RunAsync([.. Signed, "--upload-file", file, _address.ToString()], cancellationToken);

    public async Task PutInPartsAsync(IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var begun = await Curl.RunAsync([.. Signed, "--request", "POST", $"{_address}?uploads="], cancellationToken);
        var upload = XDocument
            .Parse(begun)
            .Root!.Elements()
            .Single(element => element.Name.LocalName == "UploadId")
            .Value;
        var list = new XElement("CompleteMultipartUpload");
        for (var number = 1; number <= parts.Count; number++)
        {
            var where = string.Create(
                CultureInfo.InvariantCulture,
                $"{_address}?partNumber={number}&uploadId={upload}"
            );
            var etag = await Curl.RunAsync(
                [.. Signed, "--write-out", "%header{etag}", "--upload-file", parts[number - 1], where],
                cancellationToken
            );
            list.Add(new XElement("Part", new XElement("PartNumber", number), new XElement("ETag", etag)));
        }
        await Curl.RunAsync(
            [.. Signed, "--request", "POST", "--data-binary", list.ToString(), $"{_address}?uploadId={upload}"],
            cancellationToken
        );
    }
}
