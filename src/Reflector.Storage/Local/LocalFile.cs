using System.Buffers;
using System.Security.Cryptography;

namespace Reflector.Storage.Local;

/// <summary>Reading, writing and hashing of single files, with the file system's faults as sentences.</summary>
internal static class LocalFile
{
    // Each step costs a change of thread, which is dear on a busy machine.
    private const int BufferBytes = 1024 * 1024;

    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                0,
                true
            );
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }
    }

    public static FileStream? TryOpen(string path)
    {
        try
        {
            return File.Exists(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, true)
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }
    }

    public static async Task<(long Size, string Sha256)> WriteAsync(
        string path,
        Stream content,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var file = DiskFault.Guard(() => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write));
            var size = 0L;
            int read;
            while ((read = await FillAsync(buffer, content, cancellationToken)) > 0)
            {
                var writing = RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), size, cancellationToken);
                hash.AppendData(buffer, 0, read);
                try
                {
                    await writing;
                }
                catch (Exception e) when (DiskFault.IsOne(e))
                {
                    throw DiskFault.From(e);
                }

                size += read;
                progress?.Report(size);
            }

            DiskFault.Guard(() =>
            {
                RandomAccess.FlushToDisk(file);
                return true;
            });
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <param name="algorithm">SHA-256 when null.</param>
    public static async Task<string> HashAsync(
        Stream content,
        IProgress<long>? progress,
        CancellationToken cancellationToken,
        HashAlgorithmName? algorithm = null
    )
    {
        using var hash = IncrementalHash.CreateHash(algorithm ?? HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var size = 0L;
            int read;
            while ((read = await FillAsync(buffer, content, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                size += read;
                progress?.Report(size);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static void Discard(string incoming)
    {
        try
        {
            File.Delete(incoming);
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            // The sweep of the next start takes it.
        }
    }

    private static ValueTask<int> FillAsync(byte[] buffer, Stream content, CancellationToken cancellationToken) =>
        content.ReadAtLeastAsync(
            buffer.AsMemory(0, BufferBytes),
            BufferBytes,
            throwOnEndOfStream: false,
            cancellationToken
        );
}
