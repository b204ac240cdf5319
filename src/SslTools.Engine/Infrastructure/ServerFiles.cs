using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Infrastructure;

/// <summary>Configuration files on this machine. A replaced file keeps owner, group, mode and access list.</summary>
public sealed class ServerFiles : IServerFiles
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="processes">Runs cp and ls.</param>
    public ServerFiles(IProcessRunner processes) => _processes = processes;

    /// <summary>Resolves the symbolic links of a path, so that sites-enabled leads to sites-available.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The file itself; the full path where there is none.</returns>
    public static string Resolve(string path) =>
        SecureFiles.IsWindows ? Path.GetFullPath(path) : Posix.Resolve(Path.GetFullPath(path));

    string IServerFiles.Resolve(string path) => Resolve(path);

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotReadable(path, e);
        }
    }

    /// <inheritdoc/>
    public Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken) => WriteAsync(path, async temporary =>
    {
        if (SecureFiles.IsWindows) ReplaceOnWindows(path, temporary, content);
        else await ReplaceOnUnixAsync(path, temporary, content, cancellationToken).ConfigureAwait(false);
    });

    /// <inheritdoc/>
    public Task CreateAsync(string path, byte[] content, bool isPrivate, string? owner, CancellationToken cancellationToken) => WriteAsync(path, async temporary =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path)) throw new IOException("there is a file of that name already");
        if (isPrivate) SecureFiles.WriteNew(temporary, content);
        else Write(temporary, FileMode.CreateNew, content);
        if (owner is not null && !SecureFiles.IsWindows)
        {
            var given = await _processes.RunAsync("chown", ["--", owner, temporary], null, Timeout, cancellationToken).ConfigureAwait(false);
            if (given.ExitCode != 0) throw SslError.ConfigurationNotWritable(path, given.Error);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SecureFiles.Rename(temporary, path);
        SecureFiles.FlushFolder(Path.GetDirectoryName(path)!);
    });

    /// <inheritdoc/>
    public void Delete(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotWritable(path, e.Message, e);
        }
    }

    private static async Task WriteAsync(string path, Func<string, Task> write)
    {
        // No '*.conf' or '*' of an include sees a hidden file.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}");
        try
        {
            await write(temporary).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotWritable(path, e.Message, e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    // ReplaceFile keeps the access list and attributes of the file that is replaced.
    private static void ReplaceOnWindows(string path, string temporary, byte[] content)
    {
        Write(temporary, FileMode.CreateNew, content);
        File.Replace(temporary, path, null);
    }

    private static void Write(string path, FileMode mode, byte[] content)
    {
        using var file = new FileStream(path, mode, FileAccess.Write);
        file.Write(content, 0, content.Length);
        file.Flush(true);
    }

    // cp -p is what knows owner, group, mode, access lists and extended attributes on every Unix.
    private async Task ReplaceOnUnixAsync(string path, string temporary, byte[] content, CancellationToken cancellationToken)
    {
        // The system's own word on whether this account may write there: a copy could still be made and renamed.
        using (new FileStream(path, FileMode.Open, FileAccess.Write)) { }
        var copied = await _processes.RunAsync("cp", ["-p", "--", path, temporary], null, Timeout, cancellationToken).ConfigureAwait(false);
        if (copied.ExitCode != 0) throw SslError.ConfigurationNotWritable(path, copied.Error);
        if (await OwnerAsync(path, cancellationToken).ConfigureAwait(false) != await OwnerAsync(temporary, cancellationToken).ConfigureAwait(false))
            throw SslError.ConfigurationNotWritable(path, "this account can't keep its owner, group and mode");
        Write(temporary, FileMode.Truncate, content);
        cancellationToken.ThrowIfCancellationRequested();
        SecureFiles.Rename(temporary, path);
        SecureFiles.FlushFolder(Path.GetDirectoryName(path)!);
    }

    // POSIX: mode, links, owner, group; the mode may be followed by a sign for an access list.
    private async Task<string> OwnerAsync(string path, CancellationToken cancellationToken)
    {
        var listed = await _processes.RunAsync("ls", ["-ln", "--", path], null, Timeout, cancellationToken).ConfigureAwait(false);
        var fields = listed.Output.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 4 ? listed.Error : string.Join(" ", new[] { fields[0], fields[2], fields[3] }.Select(f => f.TrimEnd('+', '.', '@')));
    }
}
