namespace Reflector.Server.Models;

/// <summary>The models of a folder: a folder each, there whole or not at all.</summary>
/// <param name="http">Without a time limit of its own.</param>
/// <param name="folder">Made when it is needed.</param>
/// <param name="address">Under which releases lie.</param>
internal sealed class ModelStore(HttpClient http, string folder, Uri address, long largestBytes = 8L << 30)
{
    private string Incoming => Path.Combine(folder, ".incoming");

    public string FolderOf(Model model) => Path.Combine(folder, model.Name);

    public bool IsInstalled(Model model) => Directory.Exists(FolderOf(model));

    /// <summary>Fetches a model, in place of one that is there.</summary>
    /// <param name="withoutChecksum">Takes also what the publisher gives no checksum for.</param>
    /// <param name="progress">Told the file, bytes so far, and all of them where that is known.</param>
    /// <exception cref="ModelException">With a sentence; what was installed before is as it was.</exception>
    public async Task PullAsync(
        Model model,
        bool withoutChecksum,
        Action<string, long, long?> progress,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(Incoming);
        using var alone = Lock();
        foreach (var left in Directory.EnumerateDirectories(Incoming))
            Directory.Delete(left, recursive: true);
        var making = Directory.CreateDirectory(Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"))).FullName;
        var download = new ModelDownload(http, Incoming, largestBytes);
        var parts = new List<string>();
        try
        {
            foreach (var file in model.Files)
            {
                var checksum =
                    file.Sha256
                    ?? await download.ChecksumAsync(
                        Address(file.Release, "checksum.txt"),
                        file.File,
                        cancellationToken
                    );
                if (checksum is null && !withoutChecksum)
                    throw new ModelException(
                        $"{address.Host} gives no checksum for {file.File}, so nobody can tell whether it is what it should be. Fetch it all the same with --without-checksum."
                    );
                var part = await download.FetchAsync(
                    Address(file.Release, file.File),
                    checksum,
                    new Told(file.File, progress),
                    cancellationToken
                );
                parts.Add(part);
                await PlaceAsync(file, part, making, cancellationToken);
            }
            Exchange(making, FolderOf(model));
            parts.ForEach(ModelDownload.Forget);
        }
        catch (ModelException exception) when (exception.InnerException is not System.ComponentModel.Win32Exception)
        {
            // What was wrong with a file that came whole will not get better; what is missing is fetched on.
            parts.ForEach(ModelDownload.Forget);
            throw;
        }
        finally
        {
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(Model model)
    {
        if (!IsInstalled(model))
            return false;
        Directory.CreateDirectory(Incoming);
        using var alone = Lock();
        // Out of the way first: half a model is none.
        var old = Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"));
        Directory.Move(FolderOf(model), old);
        Directory.Delete(old, recursive: true);
        return true;
    }

    private async Task PlaceAsync(ModelFile file, string part, string making, CancellationToken cancellationToken)
    {
        if (!file.IsArchive)
        {
            File.Copy(part, Path.Combine(making, file.As));
            return;
        }
        var unpacked = Directory.CreateDirectory(Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"))).FullName;
        try
        {
            await ModelArchive.UnpackAsync(part, unpacked, largestBytes, cancellationToken);
            // Archives hold one folder with the files in it.
            var content =
                Directory.GetFileSystemEntries(unpacked) is [var only] && Directory.Exists(only) ? only : unpacked;
            var target = Path.Combine(making, file.As);
            if (file.As.Length == 0)
                Directory.Delete(making);
            Directory.Move(content, file.As.Length == 0 ? making : target);
        }
        finally
        {
            if (Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        }
    }

    private void Exchange(string made, string place)
    {
        if (Directory.Exists(place))
            Directory.Move(place, Path.Combine(Incoming, Guid.CreateVersion7().ToString("N")));
        Directory.Move(made, place);
        foreach (var old in Directory.EnumerateDirectories(Incoming))
            Directory.Delete(old, recursive: true);
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(
                Path.Combine(Incoming, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException exception)
        {
            throw new ModelException(
                "Models are being fetched or removed by another process: wait for its end.",
                exception
            );
        }
    }

    private Uri Address(string release, string file) => new($"{address.ToString().TrimEnd('/')}/{release}/{file}");

    private sealed class Told(string file, Action<string, long, long?> progress) : IProgress<(long Done, long? All)>
    {
        public void Report((long Done, long? All) value) => progress(file, value.Done, value.All);
    }
}
