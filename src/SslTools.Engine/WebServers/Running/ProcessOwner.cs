using System;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Running;

/// <summary>The accounts that processes run as, on Linux.</summary>
internal static class ProcessOwner
{
    /// <summary>The account of another process, where it is not this process's own.</summary>
    /// <param name="id">The process.</param>
    /// <returns>Its number, as chown takes it; null where it is the same account, or this system doesn't tell.</returns>
    public static string? Foreign(int id)
    {
        var (own, other) = (Of("self"), Of(id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return own is null || other is null || own == other ? null : other;
    }

    // "Uid:" real, effective, saved, file system (proc(5)).
    private static string? Of(string process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t')[2];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
