using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Reflector.Storage.Local;

/// <summary>What .NET's file API leaves out: a rename that never copies, and making a rename durable.</summary>
internal static partial class Posix
{
    private const int CrossDevice = 18;
    private const int ReadOnly = 0;

    /// <summary>Gives the file its new name at once, replacing what had it. False when the two lie on different file systems.</summary>
    public static bool TryRename(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!string.Equals(Path.GetPathRoot(from), Path.GetPathRoot(to), StringComparison.OrdinalIgnoreCase))
                return false;
            File.Move(from, to, overwrite: true);
            return true;
        }

        if (Rename(from, to) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        if (error == CrossDevice)
            return false;
        var message = new Win32Exception(error).Message;
        throw error switch
        {
            2 when !Directory.Exists(Path.GetDirectoryName(to)) => new DirectoryNotFoundException(message),
            2 => new FileNotFoundException(message),
            1 or 13 or 30 => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    /// <summary>After this a power cut cannot undo a rename in the folder.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            return;
        _ = Fsync(handle);
        _ = Close(handle);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
