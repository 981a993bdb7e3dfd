using System.Diagnostics;
using System.Runtime.Versioning;
using Reflector.Storage.Local;

namespace Reflector.Storage.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class LocalObjectStoreTests : ObjectStoreContract, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("reflector-storage-");
    private readonly LocalObjectStore _store;

    public LocalObjectStoreTests() => _store = new(_root.FullName);

    protected override IObjectStore Store => _store;

    private string Objects => Path.Combine(_root.FullName, "objects");

    private string Incoming => Path.Combine(_root.FullName, "incoming");

    public void Dispose()
    {
        Directory
            .EnumerateFiles(Incoming, "*", SearchOption.AllDirectories)
            .ShouldAllBe(path => path.EndsWith(".lock"), "no half-written file stays");
        _store.Dispose();
        Directory.EnumerateFileSystemEntries(Incoming).ShouldBeEmpty();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_process_on_the_folder_knows_what_one_of_them_signed()
    {
        using var other = new LocalObjectStore(_root.FullName);
        var address = (await Store.SignAsync("a/b c.mp4", TimeSpan.FromMinutes(1), "x.mp4")).ToString();
        var values = address
            .Split('?')[1]
            .Split('&')
            .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        var expires = long.Parse(values["expires"]);

        address.ShouldStartWith("/v1/files/a/b%20c.mp4?");
        other.IsSigned("a/b c.mp4", expires, "x.mp4", values["signature"]).ShouldBeTrue();
        other.IsSigned("a/b c.mp4", expires, null, values["signature"]).ShouldBeFalse();
        other.IsSigned("a/b c.mp4", expires + 1, "x.mp4", values["signature"]).ShouldBeFalse();
        File.GetUnixFileMode(Path.Combine(_root.FullName, "signing-key"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Folders_go_with_their_last_object()
    {
        await Put("a/b/c/1", "x");
        await Put("a/2", "x");

        await Store.DeleteAsync("a/b/c/1");

        Directory.Exists(Path.Combine(Objects, "a", "b")).ShouldBeFalse();
        await Store.DeleteAsync("a/2");
        Directory.EnumerateFileSystemEntries(Objects).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(_root.FullName, "hashes")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_moved_file_is_the_same_file()
    {
        var path = Path.Combine(_root.FullName, "upload");
        await File.WriteAllTextAsync(path, "recorded");
        var before = await Inode(path);

        await Store.PutFileAsync("a/upload", path, move: true);

        (await Inode(Path.Combine(Objects, "a", "upload"))).ShouldBe(before);
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lease_is_the_object_itself()
    {
        await Put("a/audio.mp3", "sound");

        await using (var lease = await Store.OpenLocalAsync("a/audio.mp3"))
            lease.Path.ShouldBe(Path.Combine(Objects, "a", "audio.mp3"));

        (await ReadText("a/audio.mp3")).ShouldBe("sound");
    }

    [Fact]
    public async Task An_object_changed_by_hand_gets_its_true_hash()
    {
        await Put("note", "before");
        await File.WriteAllTextAsync(Path.Combine(Objects, "note"), "after!");

        (await Store.HeadAsync("note")).ShouldNotBeNull().Sha256.ShouldBe(Sha256("after!"));
        await using var stored = await Store.GetAsync("note");
        stored.Info.Sha256.ShouldBe(Sha256("after!"), "the head has noted it");
    }

    [Fact]
    public async Task A_damaged_note_of_a_hash_is_no_harm()
    {
        await Put("note", "text");
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "hashes", "note"), "garbage");

        (await Store.HeadAsync("note")).ShouldNotBeNull().Sha256.ShouldBe(Sha256("text"));
    }

    [Fact]
    public async Task A_key_through_another_object_is_a_conflict_and_leaves_no_folder()
    {
        await Put("a/b", "x");
        foreach (var key in new[] { "a/b/c", "a/b/c/d", "a" })
        {
            var error = await Should.ThrowAsync<StorageException>(() => Put(key, "y"));
            error.Kind.ShouldBe(StorageErrorKind.Conflict);
        }

        (await Keys("")).ShouldBe(["a/b"]);
        (await Store.HeadAsync("a/b/c")).ShouldBeNull();
        (await Store.HeadAsync("a")).ShouldBeNull();
        await Store.DeleteAsync("a/b/c");
        await Store.DeleteAsync("a");
        (await ReadText("a/b")).ShouldBe("x");
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("reflector-outside-");
        try
        {
            var secret = Path.Combine(outside.FullName, "secret");
            await File.WriteAllTextAsync(secret, "secret");
            Directory.CreateSymbolicLink(Path.Combine(Objects, "folder"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(Objects, "file"), secret);

            foreach (var key in new[] { "folder/secret", "file", "folder/new" })
            {
                Func<Task>[] members =
                [
                    () => Put(key, "x"),
                    () => Store.GetAsync(key),
                    () => Store.HeadAsync(key),
                    () => Store.DeleteAsync(key),
                    () => Store.OpenLocalAsync(key),
                ];
                foreach (var member in members)
                    (await Should.ThrowAsync<StorageException>(member)).Kind.ShouldBe(StorageErrorKind.AccessDenied);
            }

            (await Keys("")).ShouldBeEmpty();
            (await File.ReadAllTextAsync(secret)).ShouldBe("secret");
            Directory.EnumerateFileSystemEntries(outside.FullName).ShouldBe([secret]);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept_and_what_a_living_one_writes_is_not()
    {
        var dead = Path.Combine(Incoming, "0198dead");
        Directory.CreateDirectory(dead);
        await File.WriteAllTextAsync(dead + ".lock", "");
        await File.WriteAllTextAsync(Path.Combine(dead, "half"), "half an obj");
        var progress = new Recorded(() =>
        {
            // Another process starts while this one writes.
            if (Directory.Exists(dead))
                new LocalObjectStore(_root.FullName).Dispose();
        });

        await Store.PutAsync("living", new GeneratedStream(1_000_000), progress);

        Directory.Exists(dead).ShouldBeFalse();
        File.Exists(dead + ".lock").ShouldBeFalse();
        (await Store.HeadAsync("living")).ShouldNotBeNull().Size.ShouldBe(1_000_000);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_left_as_it_was()
    {
        var disk = Directory.CreateTempSubdirectory("reflector-disk-");
        if (!await Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.FullName))
        {
            disk.Delete();
            Assert.Skip("Only root may mount a small disk.");
        }

        try
        {
            using (var store = new LocalObjectStore(disk.FullName))
            {
                await store.PutAsync("kept", new GeneratedStream(1000));
                var file = Path.Combine(_root.FullName, "upload");
                await File.WriteAllBytesAsync(file, new byte[2_000_000]);
                Func<Task>[] puts =
                [
                    () => store.PutAsync("large", new GeneratedStream(2_000_000)),
                    () => store.PutAsync("kept", new GeneratedStream(2_000_000)),
                    () => store.PutFileAsync("moved", file, move: true),
                ];
                foreach (var put in puts)
                {
                    var error = await Should.ThrowAsync<StorageException>(put);
                    error.Kind.ShouldBe(StorageErrorKind.DiskFull);
                    error.Message.ShouldContain("disk is full");
                }

                File.Exists(file).ShouldBeTrue("what could not be moved stays");
                (await store.HeadAsync("kept")).ShouldNotBeNull().Size.ShouldBe(1000);
                (await store.HeadAsync("large")).ShouldBeNull();
                await store.PutAsync("fits-again", new GeneratedStream(500_000));
            }
        }
        finally
        {
            (await Run("umount", disk.FullName)).ShouldBeTrue();
            disk.Delete();
        }
    }

    [Fact]
    public async Task A_file_is_moved_across_disks_by_copying()
    {
        // /dev/shm is a file system of its own on every Linux.
        var path = $"/dev/shm/reflector-{Guid.CreateVersion7():N}";
        if (!Directory.Exists("/dev/shm"))
            Assert.Skip("There is no second file system.");
        await File.WriteAllTextAsync(path, "recorded");

        var put = await Store.PutFileAsync("moved", path, move: true);

        File.Exists(path).ShouldBeFalse();
        put.Sha256.ShouldBe(Sha256("recorded"));
        (await ReadText("moved")).ShouldBe("recorded");
    }

    [Fact]
    public void A_root_that_is_a_file_is_refused_with_a_sentence()
    {
        var path = Path.Combine(_root.FullName, "file");
        File.WriteAllText(path, "");

        var error = Should.Throw<StorageException>(() => new LocalObjectStore(path));

        error.Kind.ShouldBe(StorageErrorKind.Unavailable);
        error.Message.ShouldContain("storage folder");
    }

    [Fact]
    public async Task A_missing_file_cannot_be_put()
    {
        var error = await Should.ThrowAsync<StorageException>(() =>
            Store.PutFileAsync("a", Path.Combine(_root.FullName, "missing"), move: true)
        );

        error.Kind.ShouldBe(StorageErrorKind.NotFound);
    }

    private static async Task<string> Inode(string path)
    {
        using var stat = Process.Start(
            new ProcessStartInfo("stat", ["-c", "%d:%i", path])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        return await stat.StandardOutput.ReadToEndAsync();
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
