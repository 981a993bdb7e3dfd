using System.Diagnostics;

namespace Reflector.Server.Tests.Database.Embedded;

/// <summary>A disk of a few megabytes to fill up; only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder, string size)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "needs root on Linux");
        Directory.CreateDirectory(folder);
        using var mount = Process.Start(
            new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={size},mode=0755", "tmpfs", folder])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        await mount.WaitForExitAsync();
        Assert.SkipWhen(mount.ExitCode != 0, "this machine does not let us mount a disk");
        return new(folder);
    }

    /// <summary>Takes all the space left and returns the file that holds it.</summary>
    public string Fill()
    {
        var path = Path.Combine(Folder, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 12 })
        {
            var block = new byte[size];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // Full to within a block of this size.
            }
        }
        return path;
    }

    public void Dispose()
    {
        using var unmount = Process.Start("umount", [Folder]);
        unmount.WaitForExit();
    }
}
