namespace Reflector.Storage.Local;

internal static class EmptyFolders
{
    /// <summary>Removes the folder and its parents below the root, as far as they are empty.</summary>
    public static void Remove(string folder, string root)
    {
        while (folder.Length > root.Length && folder.StartsWith(root, StringComparison.Ordinal))
        {
            try
            {
                Directory.Delete(folder, recursive: false);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody else was first; the parent may still be empty.
            }
            catch (Exception e) when (DiskFault.IsOne(e))
            {
                return;
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
