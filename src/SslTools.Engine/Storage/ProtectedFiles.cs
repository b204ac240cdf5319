using System;
using System.IO;
using System.Threading;
using SslTools.Engine.Infrastructure;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>Files outside the store.</summary>
public sealed class ProtectedFiles : IProtectedFiles
{
    private const int MaxSize = 1 << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="processes">Runs test.</param>
    public ProtectedFiles(IProcessRunner processes) => _processes = processes;

    /// <inheritdoc/>
    // POSIX test knows every kind of file; .NET Standard takes /dev/null for a regular one.
    public bool IsRegular(string path) =>
        SecureFiles.IsWindows
        || _processes.RunAsync("test", ["-f", path], null, Timeout, CancellationToken.None).GetAwaiter().GetResult().ExitCode == 0;

    /// <inheritdoc/>
    public byte[] Read(string path)
    {
        try
        {
            return BoundedFile.Read(path, MaxSize) ?? throw SslError.FileNotReadable(path, new IOException("it is larger than a megabyte"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw SslError.FileNotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.FileNotReadable(path, e);
        }
    }

    /// <inheritdoc/>
    public void Write(string path, byte[] content, bool secret) => Explain(path, () =>
    {
        if (secret) SecureFiles.Replace(path, content);
        else SecureFiles.ReplacePublic(path, content);
    });

    /// <inheritdoc/>
    public void CreateFolder(string path) => Explain(path, () => SecureFiles.CreateFolder(path));

    /// <inheritdoc/>
    public void Delete(string path) => Explain(path, () => SecureFiles.Delete(path));

    /// <inheritdoc/>
    public string? FindExposure(string path)
    {
        try
        {
            return SecureFiles.IsWindows ? WindowsAcl.FindExposure(WindowsFiles.ReadAcl(path)) : UnixMode.FindExposure(UnixMode.Read(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.EntryNotReadable(path, e);
        }
    }

    private static void Explain(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.WriteFailed(path, e);
        }
    }
}
