using System;
using System.IO;
using System.Linq;
using System.Text;

namespace SslTools.Engine.WebServers.Running;

/// <summary>What a server says in its log while a change is carried out.</summary>
internal static class ServerLog
{
    private const int MaxLines = 10;
    private const int MaxBytes = 256 * 1024;

    /// <summary>Marks the present end of a log.</summary>
    /// <param name="path">The file; null where there is none.</param>
    /// <param name="isSerious">Which lines tell of a failure.</param>
    /// <returns>Reads the last serious lines since; empty where the log can't be read.</returns>
    public static Func<string> Watch(string? path, Func<string, bool> isSerious)
    {
        if (path is null || !File.Exists(path)) return () => "";
        var start = new FileInfo(path).Length;
        return () => Read(path, start, isSerious);
    }

    private static string Read(string path, long start, Func<string, bool> isSerious)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(Math.Max(Math.Min(start, file.Length), file.Length - MaxBytes), SeekOrigin.Begin);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Where(isSerious).Distinct().ToList();
            return string.Join("; ", lines.Skip(Math.Max(0, lines.Count - MaxLines)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
