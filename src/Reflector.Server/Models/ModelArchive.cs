using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;

namespace Reflector.Server.Models;

/// <summary>Unpacks a <c>.tar.bz2</c> of unknown origin: files in folders and nothing else, all inside the given folder.</summary>
internal static class ModelArchive
{
    private const int MostEntries = 10_000;

    /// <param name="archive">A file that bzip2 unpacks.</param>
    /// <param name="folder">Where everything lands; new, and of no use unless this returns.</param>
    /// <param name="largestBytes">Of all files together.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ModelException">The archive is damaged, or holds what no model needs.</exception>
    public static async Task UnpackAsync(
        string archive,
        string folder,
        long largestBytes,
        CancellationToken cancellationToken
    )
    {
        using var bzip2 = Start(archive);
        await using var kill = cancellationToken.Register(() => Kill(bzip2));
        var complaint = bzip2.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await using var tar = new TarReader(bzip2.StandardOutput.BaseStream);
            var (entries, bytes) = (0, 0L);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                bytes += entry.Length;
                if (++entries > MostEntries || bytes > largestBytes)
                    throw new ModelException("The archive unpacks to more than a model can be, so it was thrown away.");
                await UnpackAsync(entry, folder, cancellationToken);
            }
            // Behind the last entry there is padding, which the program must be let to write.
            await bzip2.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            await bzip2.WaitForExitAsync(cancellationToken);
            if (bzip2.ExitCode != 0 || entries == 0)
                throw Damaged((await complaint).Trim(), null);
        }
        catch (Exception exception)
            when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw Damaged("", exception);
        }
        finally
        {
            Kill(bzip2);
        }
    }

    private static async Task UnpackAsync(TarEntry entry, string folder, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return;
        var path = Inside(folder, entry.Name);
        if (entry.EntryType is TarEntryType.Directory)
        {
            Directory.CreateDirectory(path);
            return;
        }
        // Links and devices could make a later entry land somewhere else.
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            throw Unsafe(entry.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        if (entry.DataStream is { } data)
            await data.CopyToAsync(file, cancellationToken);
        if (file.Length != entry.Length)
            throw new EndOfStreamException();
    }

    private static string Inside(string folder, string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        var isUnsafe =
            name.StartsWith('/')
            || name.Contains('\\', StringComparison.Ordinal)
            || name.Contains(':', StringComparison.Ordinal)
            || parts.Contains("..");
        return isUnsafe ? throw Unsafe(name) : Path.Combine([folder, .. parts]);
    }

    private static Process Start(string archive)
    {
        var start = new ProcessStartInfo("bzip2", ["-d", "-c", "--", archive])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ModelException(
                "bzip2 is needed to unpack the model and is not installed (Debian and Ubuntu: apt-get install bzip2; macOS has it). What was fetched is kept.",
                exception
            );
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static ModelException Damaged(string detail, Exception? exception) =>
        new(
            $"The archive is damaged, so it was thrown away. Try again.{(detail.Length > 0 ? $" ({detail})" : "")}",
            exception
        );

    private static ModelException Unsafe(string name) =>
        new(
            $"The archive holds something that no model needs ({new string([.. name.Where(letter => !char.IsControl(letter)).Take(100)])}), so it was thrown away."
        );
}
