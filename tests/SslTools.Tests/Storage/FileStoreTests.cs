using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Storage;

/// <summary>The contract of <see cref="IStore"/>, kept by both ways of showing the current version.</summary>
public abstract class FileStoreTests : IDisposable
{
    private const string Collection = "certificates";

    private readonly TempFolder _folder = new();

    protected abstract bool Copies { get; }

    protected string Root => _folder["store"];

    private FileStore Store => new(Root, Copies);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_put_is_found_under_a_path_that_stays_the_same()
    {
        var first = await Put("shop", "one", 0);
        var second = await Put("shop", "two", 1);
        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(first.PathOf("cert.pem"), second.PathOf("cert.pem"));
        Assert.Equal(Path.Combine(Root, Collection, "shop", "cert.pem"), second.PathOf("cert.pem"));
        Assert.Equal("two", File.ReadAllText(second.PathOf("cert.pem")!));
        Assert.Equal("two", Text(await Get("shop")));
    }

    [Fact]
    public async Task An_earlier_version_is_kept()
    {
        await Put("shop", "one", 0);
        await Put("shop", "two", 1);
        var earlier = await Get("shop", 1);
        Assert.Equal("one", Text(earlier));
        Assert.Equal("one", File.ReadAllText(earlier!.PathOf("cert.pem")!));
        Assert.Equal([1, 2], earlier.Versions);
    }

    [Fact]
    public async Task Only_the_newest_ten_versions_are_kept()
    {
        for (var i = 0; i < 13; i++) await Put("shop", $"{i}", i);
        Assert.Equal(Enumerable.Range(4, 10), (await Get("shop"))!.Versions);
        Assert.Null(await Get("shop", 3));
    }

    [Fact]
    public async Task A_put_on_another_version_than_expected_changes_nothing()
    {
        await Put("shop", "one", 0);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Put("shop", "two", 0));
        Assert.Equal("StoreConflict", error.ErrorId);
        Assert.Equal("one", Text(await Get("shop")));
    }

    [Fact]
    public async Task Deleting_leaves_nothing_behind()
    {
        await Put("shop", "one", 0);
        await Put("shop", "two", 1);
        Assert.True(await Store.DeleteAsync(Collection, "shop", default));
        Assert.False(await Store.DeleteAsync(Collection, "shop", default));
        Assert.Null(await Get("shop"));
        Assert.Empty(await Store.ListAsync(Collection, default));
        Assert.Empty(Directory.GetFiles(Root, "cert.pem", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_no_entry_at_all_is_damage_that_can_be_deleted()
    {
        Directory.CreateDirectory(Path.Combine(Root, Collection, "folder", "below"));
        File.WriteAllText(Path.Combine(Root, Collection, "file"), "");
        foreach (var name in await Store.ListAsync(Collection, default))
        {
            Assert.Equal("CorruptEntry", (await Assert.ThrowsAsync<SslToolsException>(() => Get(name))).ErrorId);
            Assert.True(await Store.DeleteAsync(Collection, name, default));
        }

        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Root, Collection)));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Root, "trash")));
    }

    [Fact]
    public async Task An_entry_whose_versions_are_gone_can_be_deleted()
    {
        await Put("shop", "one", 0);
        Directory.Delete(Path.Combine(Root, "versions"), true);
        Assert.True(await Store.DeleteAsync(Collection, "shop", default));
        Assert.Empty(await Store.ListAsync(Collection, default));
    }

    [Fact]
    public async Task A_deletion_that_is_refused_changes_nothing()
    {
        await Put("shop", "one", 0);
        var trash = Path.Combine(Root, "trash");
        if (Directory.Exists(trash)) Directory.Delete(trash);
        File.WriteAllText(trash, "in the way");
        Assert.Equal("WriteFailed", (await Assert.ThrowsAsync<SslToolsException>(() => Store.DeleteAsync(Collection, "shop", default))).ErrorId);
        Assert.Equal("one", Text(await Get("shop")));
    }

    [Fact]
    public async Task Names_are_listed_sorted_whatever_their_case()
    {
        await Put("b", "1", 0);
        await Put("A", "1", 0);
        Assert.Equal(["a", "b"], await Store.ListAsync(Collection, default));
        Assert.NotNull(await Get("B"));
    }

    [Fact]
    public async Task A_store_that_does_not_exist_is_empty_and_is_not_created_by_reading()
    {
        Assert.Empty(await Store.ListAsync(Collection, default));
        Assert.Null(await Get("shop"));
        Assert.False(Directory.Exists(Root));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("con")]
    [InlineData("nul.txt")]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task No_name_leads_out_of_the_store(string name)
    {
        Assert.Equal("InvalidName", (await Assert.ThrowsAsync<SslToolsException>(() => Put(name, "x", 0))).ErrorId);
        Assert.Equal("InvalidName", (await Assert.ThrowsAsync<SslToolsException>(() => Get(name))).ErrorId);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task A_path_that_is_a_file_is_refused()
    {
        File.WriteAllText(Root, "");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Put("shop", "x", 0));
        Assert.Equal("StoreNotUsable", error.ErrorId);
        Assert.Contains("is a file", error.Message);
        var below = new FileStore(Path.Combine(Root, "below"), Copies);
        Assert.Equal("StoreNotUsable", (await Assert.ThrowsAsync<SslToolsException>(() => below.ListAsync(Collection, default))).ErrorId);
    }

    [Fact]
    public async Task Everything_is_private_from_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes.");
        if (OperatingSystem.IsWindows()) return;
        await Put("shop", "one", 0);
        foreach (var folder in Directory.GetDirectories(Root, "*", SearchOption.AllDirectories).Append(Root))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        foreach (var file in Directory.GetFiles(Root, "cert.pem", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_lock_is_held_by_one_and_names_its_holder()
    {
        using (await Store.LockAsync(Collection, "shop", TimeSpan.FromMinutes(1), TimeSpan.Zero, default))
        {
            var error = await Assert.ThrowsAsync<SslToolsException>(
                () => Store.LockAsync(Collection, "shop", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(50), default));
            Assert.Equal("StoreLocked", error.ErrorId);
            Assert.Contains($"process {Environment.ProcessId}", error.Message);
            await Put("shop", "the holder can write", 0);
        }

        using var again = await Store.LockAsync(Collection, "shop", TimeSpan.FromMinutes(1), TimeSpan.Zero, default);
    }

    [Fact]
    public async Task Parallel_puts_never_lose_one()
    {
        async Task PutUntilDone(int i)
        {
            while (true)
            {
                try
                {
                    await Put("shop", $"{i}", (await Get("shop"))?.Version ?? 0);
                    return;
                }
                catch (SslToolsException e) when (e.ErrorId == "StoreConflict")
                {
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => PutUntilDone(i))));
        Assert.Equal(8, (await Get("shop"))!.Version);
    }

    [Fact]
    public async Task Watching_tells_of_a_change()
    {
        var changed = new TaskCompletionSource<string>();
        using var watch = Store.Watch(Collection, name => changed.TrySetResult(name));
        await Put("shop", "one", 0);
        Assert.Equal("shop", await changed.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task What_a_kill_left_between_preparing_and_switching_is_cleared_away()
    {
        await Put("shop", "one", 0);
        var prepared = Path.Combine(Root, Collection, ".shop");
        Directory.Move(Path.Combine(Root, Collection, "shop"), prepared);
        await Put("shop", "again", 0);
        Assert.Equal("again", Text(await Get("shop")));
        Assert.False(Directory.Exists(prepared));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_cleared_away()
    {
        await Put("shop", "one", 0);
        var versions = Path.Combine(Root, "versions", Collection, "shop");
        Directory.CreateDirectory(Path.Combine(versions, ".half"));
        Directory.CreateDirectory(Path.Combine(versions, "2"));
        Assert.Equal("one", Text(await Get("shop")));
        await Put("shop", "two", 1);
        Assert.Equal("two", Text(await Get("shop")));
        Assert.Equal(["1", "2"], Directory.GetDirectories(versions).Select(Path.GetFileName).Order());
    }

    private static string? Text(IStoreEntry? entry) => entry?.Read("cert.pem") is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    protected Task<IStoreEntry> Put(string name, string content, int expected) => Store.PutAsync(
        Collection, name, new Dictionary<string, byte[]> { ["cert.pem"] = Encoding.UTF8.GetBytes(content) }, expected, CancellationToken.None);

    protected Task<IStoreEntry?> Get(string name, int version = 0) => Store.GetAsync(Collection, name, version, CancellationToken.None);
}

/// <summary>With links, as on Unix.</summary>
public sealed class LinkedFileStoreTests : FileStoreTests
{
    public LinkedFileStoreTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are for Unix.");

    protected override bool Copies => false;

    [Fact]
    public async Task A_link_to_the_current_version_may_be_long()
    {
        await Put("shop", "one", 0);
        await Put("shop", "two", 1);
        var stable = Path.Combine(Root, "certificates", "shop");
        var target = new FileInfo(stable).LinkTarget!;
        foreach (var length in new[] { 256, 1024, 2001 })
        {
            File.Delete(stable);
            File.CreateSymbolicLink(stable, string.Concat(Enumerable.Repeat("./", (length - target.Length) / 2)) + new string('/', (length - target.Length) % 2) + target);
            Assert.Equal(2, (await Get("shop"))!.Version);
        }
    }
}

/// <summary>With copies, as on Windows.</summary>
public sealed class CopiedFileStoreTests : FileStoreTests
{
    protected override bool Copies => true;
}
