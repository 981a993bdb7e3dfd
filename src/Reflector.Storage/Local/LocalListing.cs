namespace Reflector.Storage.Local;

internal static class LocalListing
{
    private static readonly EnumerationOptions s_everythingButLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// What lies in a folder and may lead to keys under the prefix. Folders sort by their name with the slash, which
    /// makes a walk of the tree come out in ordinal order of the keys.
    /// </summary>
    public static IEnumerable<Entry> Read(string root, string folderKey, string prefix)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(root, folderKey))
                .EnumerateFileSystemInfos("*", s_everythingButLinks)
                .Select(item => ToEntry(item, folderKey))
                .Where(entry =>
                    entry.Key.StartsWith(prefix, StringComparison.Ordinal)
                    || (entry.Info is null && prefix.StartsWith(entry.Key, StringComparison.Ordinal))
                )
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .ToArray();
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }
    }

    /// <summary>True when a part of the path before its end is a file.</summary>
    public static bool RunsThroughFile(string root, string path)
    {
        for (var part = Path.GetDirectoryName(path)!; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (File.Exists(part))
                return true;
        }

        return false;
    }

    private static Entry ToEntry(FileSystemInfo item, string folderKey) =>
        item is FileInfo file
            ? new(
                folderKey + file.Name,
                new(folderKey + file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), null)
            )
            : new(folderKey + item.Name + "/", null);

    /// <param name="Key">A folder's ends in a slash.</param>
    /// <param name="Info">Null for a folder.</param>
    internal sealed record Entry(string Key, ObjectInfo? Info);
}
