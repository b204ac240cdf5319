using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Storage;

/// <summary>A lock that the operating system takes back when its holder ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;
    private readonly string _owner;

    private FileLock(FileStream file, string owner)
    {
        _file = file;
        _owner = owner;
    }

    /// <summary>Takes the lock; waits while another holds it.</summary>
    /// <param name="path">The lock file; it stays, empty.</param>
    /// <param name="name">What is locked, for the error.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="SslToolsException">StoreLocked.</exception>
    public static async Task<FileLock> TakeAsync(string path, string name, TimeSpan wait, CancellationToken cancellationToken)
    {
        SecureFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var owner = path + ".owner";
        var waited = Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } file)
            {
                TryWrite(owner);
                return new FileLock(file, owner);
            }

            if (waited.Elapsed >= wait) throw SslError.StoreLocked(name, TryRead(owner));
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only serves messages.
        }

        _file.Dispose();
    }

    // FileShare.None is flock(2) on Unix.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static void TryWrite(string owner)
    {
        using var process = Process.GetCurrentProcess();
        var text = string.Format(
            CultureInfo.InvariantCulture, "process {0} on {1} since {2:u}", process.Id, Environment.MachineName, DateTime.UtcNow);
        try
        {
            File.WriteAllText(owner, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only serves messages.
        }
    }

    private static string TryRead(string owner)
    {
        try
        {
            return File.ReadAllText(owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
