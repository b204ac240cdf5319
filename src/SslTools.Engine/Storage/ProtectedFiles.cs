using System;
using System.IO;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>Files outside the store.</summary>
public sealed class ProtectedFiles : IProtectedFiles
{
    /// <inheritdoc/>
    public void Write(string path, byte[] content, bool secret)
    {
        try
        {
            if (secret) SecureFiles.Replace(path, content);
            else SecureFiles.ReplacePublic(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.WriteFailed(path, e);
        }
    }

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
}
