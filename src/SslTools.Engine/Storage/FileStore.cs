using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>
/// The store as files in a folder:
/// <c>certificates/NAME/</c> shows the current version (see <see cref="ICurrentVersion"/>),
/// <c>versions/certificates/NAME/N/</c> holds each version, <c>locks/</c> the lock files.
/// </summary>
public sealed class FileStore : IStore
{
    // Enough for a year of 47-day certificates.
    private const int KeptVersions = 10;

    private static readonly TimeSpan WriteWait = TimeSpan.FromSeconds(30);

    private readonly StoreLayout _layout;
    private readonly ICurrentVersion _current;

    /// <summary>Opens a store; nothing is created until something is written.</summary>
    /// <param name="path">Its folder.</param>
    public FileStore(string path)
        : this(path, SecureFiles.IsWindows)
    {
    }

    /// <summary>Opens a store that shows current versions in a given way.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="copies">True for copies, as on Windows; false for links, as on Unix.</param>
    public FileStore(string path, bool copies)
    {
        _layout = new StoreLayout(Path.GetFullPath(path));
        _current = copies ? new CopiedVersion() : new LinkedVersion();
    }

    /// <inheritdoc/>
    public string Location => _layout.Root;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string collection, CancellationToken cancellationToken)
    {
        ThrowIfFile();
        var folder = _layout.Collection(collection);
        return Task.FromResult(Guarded(folder, () => Names(folder)));
    }

    /// <inheritdoc/>
    public Task<IStoreEntry?> GetAsync(string collection, string name, int version, CancellationToken cancellationToken)
    {
        ThrowIfFile();
        var stable = _layout.Stable(collection, name);
        var current = Guarded(stable, () => _current.Read(stable));
        if (current == 0 && (Directory.Exists(stable) || File.Exists(stable))) throw SslError.CorruptEntry(stable, "it does not say which version is current");
        var wanted = version == 0 ? current : version;
        var folder = _layout.Version(collection, name, wanted);
        if (wanted == 0 || (version != 0 && !Directory.Exists(folder))) return Task.FromResult<IStoreEntry?>(null);
        return Task.FromResult<IStoreEntry?>(new FileStoreEntry(StoreName.Parse(name), wanted, folder, wanted == current ? stable : folder));
    }

    /// <inheritdoc/>
    public async Task<IStoreEntry> PutAsync(
        string collection, string name, IReadOnlyDictionary<string, byte[]> files, int expectedVersion, CancellationToken cancellationToken)
    {
        ThrowIfFile();
        var stable = _layout.Stable(collection, name);
        try
        {
            using var held = await WriteLockAsync(collection, name, cancellationToken).ConfigureAwait(false);
            var current = _current.Read(stable);
            if (current != expectedVersion) throw SslError.StoreConflict(name, expectedVersion, current);
            return Write(collection, name, files, current);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(Location) ? SslError.WriteFailed(stable, e) : SslError.StoreNotUsable(Location, e.Message.TrimEnd('.'), e);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string collection, string name, CancellationToken cancellationToken)
    {
        ThrowIfFile();
        var stable = _layout.Stable(collection, name);
        var versions = _layout.Versions(collection, name);
        if (!Directory.Exists(versions) && !Guarded(stable, () => SecureFiles.Exists(stable))) return false;
        try
        {
            using var held = await WriteLockAsync(collection, name, cancellationToken).ConfigureAwait(false);
            var trashed = Trash(stable);
            try
            {
                Trash(versions);
            }
            catch when (trashed is not null)
            {
                SecureFiles.Rename(trashed, stable);
                throw;
            }

            EmptyTrash();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.WriteFailed(stable, e);
        }
    }

    /// <inheritdoc/>
    public async Task<IDisposable> LockAsync(
        string collection, string name, TimeSpan lease, TimeSpan wait, CancellationToken cancellationToken)
    {
        // The operating system ends the lock with the process, so the lease is not needed here.
        ThrowIfFile();
        var path = _layout.Lock(collection, name);
        try
        {
            return await FileLock.TakeAsync(path, name, wait, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.StoreNotUsable(Location, e.Message.TrimEnd('.'), e);
        }
    }

    /// <inheritdoc/>
    public IDisposable Watch(string collection, Action<string> changed)
    {
        ThrowIfFile();
        var folder = _layout.Collection(collection);
        SecureFiles.CreateFolder(folder);
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = false };
        void Tell(object sender, FileSystemEventArgs e)
        {
            if (IsName(e.Name!)) changed(e.Name!);
        }

        watcher.Created += Tell;
        watcher.Changed += Tell;
        watcher.Deleted += Tell;
        watcher.Renamed += (sender, e) => Tell(sender, e);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private IReadOnlyList<string> Names(string folder)
    {
        // A store that this account may not enter looks as if it were empty, until one tries.
        if (!Directory.Exists(folder) && Directory.Exists(Location)) _ = Directory.GetFileSystemEntries(Location);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path)!).Where(IsName).OrderBy(name => name, StringComparer.Ordinal).ToList();
    }

    private static bool IsName(string file) => file.Length > 0 && file[0] != '.';

    private IStoreEntry Write(string collection, string name, IReadOnlyDictionary<string, byte[]> files, int current)
    {
        var stable = _layout.Stable(collection, name);
        var versions = _layout.Versions(collection, name);
        SecureFiles.CreateFolder(_layout.Collection(collection));
        SecureFiles.CreateFolder(versions);

        // What a killed process left: files without a version, and a version that never became current.
        foreach (var folder in Directory.GetDirectories(versions, ".*")) Directory.Delete(folder, true);
        foreach (var number in StoreLayout.Numbers(versions).Where(n => n > current)) Discard(_layout.Version(collection, name, number));

        var version = current + 1;
        var target = _layout.Version(collection, name, version);
        var staging = Path.Combine(versions, $".{Guid.NewGuid():n}");
        try
        {
            SecureFiles.CreateFolder(staging);
            foreach (var file in files) SecureFiles.WriteNew(Path.Combine(staging, file.Key), file.Value);
            SecureFiles.FlushFolder(staging);
            SecureFiles.Rename(staging, target);
            SecureFiles.FlushFolder(versions);
        }
        catch
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, true);
            if (!Directory.EnumerateFileSystemEntries(versions).Any()) Directory.Delete(versions);
            throw;
        }

        _current.Switch(stable, target);
        foreach (var old in StoreLayout.Numbers(versions).Where(n => n <= version - KeptVersions)) Discard(_layout.Version(collection, name, old));
        return new FileStoreEntry(StoreName.Parse(name), version, target, stable);
    }

    private void Discard(string folder)
    {
        Trash(folder);
        EmptyTrash();
    }

    // Renamed first: a deletion that is interrupted leaves nothing that looks whole.
    private string? Trash(string path)
    {
        SecureFiles.CreateFolder(_layout.Trash);
        if (!SecureFiles.Exists(path)) return null;
        var trashed = Path.Combine(_layout.Trash, Guid.NewGuid().ToString("n"));
        SecureFiles.Rename(path, trashed);
        SecureFiles.FlushFolder(Path.GetDirectoryName(path)!);
        return trashed;
    }

    private void EmptyTrash()
    {
        foreach (var rest in Directory.GetFileSystemEntries(_layout.Trash))
        {
            try
            {
                SecureFiles.Delete(rest);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process empties it too, or holds a file open; the next change empties it.
            }
        }
    }

    // Not the lock that LockAsync gives out, so that its holder can write.
    private Task<FileLock> WriteLockAsync(string collection, string name, CancellationToken cancellationToken) =>
        FileLock.TakeAsync(_layout.Lock(collection, name) + ".write", name, WriteWait, cancellationToken);

    private void ThrowIfFile()
    {
        for (var path = Location; path is not null; path = Path.GetDirectoryName(path))
        {
            if (Directory.Exists(path)) return;
            if (File.Exists(path)) throw SslError.StoreNotUsable(Location, path == Location ? "it is a file, not a folder" : $"'{path}' is a file");
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.EntryNotReadable(path, e);
        }
    }
}
