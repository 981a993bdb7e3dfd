using System.Security.Cryptography;
using Reflector.Storage.Local;

namespace Reflector.Storage.Remote;

/// <param name="Path">Of a local file.</param>
/// <param name="Offset">Bytes.</param>
/// <param name="Length">Bytes.</param>
internal sealed record FilePart(string Path, long Offset, long Length)
{
    /// <summary>What both S3 and Swift answer with, in hexadecimal digits; reckoned beside whatever else goes on.</summary>
    public Task<string> HashAsync(CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                await using var file = LocalFile.Open(Path);
                file.Position = Offset;
                await using var content = new BoundedReadStream(file, Length);
                return await LocalFile.HashAsync(content, null, cancellationToken, HashAlgorithmName.MD5);
            },
            cancellationToken
        );
}
