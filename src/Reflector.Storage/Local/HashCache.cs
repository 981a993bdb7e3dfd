using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Reflector.Storage.Local;

/// <summary>
/// Remembers the hash of each object in a small file of its own. An entry counts only while the object has the size and
/// the time that the entry names, so it can be lost, stale or wrong without harm.
/// </summary>
internal sealed class HashCache(string root)
{
    public void Write(string key, long size, DateTime modified, string sha256)
    {
        var path = PathOf(key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{size} {modified.Ticks} {sha256}"));
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            // The hash is found again by reading the object.
        }
    }

    public string? Read(string key, SafeFileHandle handle) =>
        Read(key, RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));

    public void Remove(string key)
    {
        var path = PathOf(key);
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            // An entry without its object counts for nothing.
        }

        EmptyFolders.Remove(Path.GetDirectoryName(path)!, root);
    }

    private string? Read(string key, long size, DateTime modified)
    {
        try
        {
            var parts = File.ReadAllText(PathOf(key)).Split(' ');
            var counts =
                parts.Length == 3
                && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var ofSize)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var ofTicks)
                && ofSize == size
                && ofTicks == modified.Ticks
                && parts[2].Length == 64;
            return counts ? parts[2] : null;
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            return null;
        }
    }

    private string PathOf(string key) => Path.Combine(root, key);
}
