using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Utilities.Encoders;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>Keeps answers in memory and, where the store is a folder that can be written, as files in its folder <c>cache</c>.</summary>
/// <param name="folder">The folder.</param>
public sealed class ResponseCache(string folder) : IResponseCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private readonly Dictionary<string, byte[]> _memory = [];

    /// <inheritdoc/>
    public byte[]? Find(WebRequestSpec request)
    {
        var name = NameOf(request);
        if (_memory.TryGetValue(name, out var answer)) return answer;
        try
        {
            var file = new FileInfo(Path.Combine(folder, name));
            return file.Exists && file.Length <= request.MaxBytes ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(WebRequestSpec request, byte[] answer)
    {
        var name = NameOf(request);
        _memory[name] = answer;
        try
        {
            // A test of certificates creates no store.
            if (!Directory.Exists(Path.GetDirectoryName(folder))) return;
            SecureFiles.CreateFolder(folder);
            SecureFiles.Replace(Path.Combine(folder, name), answer);
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < DateTime.UtcNow - Lifetime)) old.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SslToolsException)
        {
            // The next run asks again.
        }
    }

    private static string NameOf(WebRequestSpec request)
    {
        using var sha256 = SHA256.Create();
        var body = request.Body ?? [];
        return Hex.ToHexString(sha256.ComputeHash([.. Encoding.UTF8.GetBytes(request.Address.AbsoluteUri + "\n"), .. body])) + ".der";
    }
}
