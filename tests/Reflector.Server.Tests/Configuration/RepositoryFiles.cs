namespace Reflector.Server.Tests.Configuration;

/// <summary>Files of the source tree that must agree with the program.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run in the source tree.");
        return folder.FullName;
    }
}
