using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Network.Endpoints;

/// <summary>A HEAD request for '/' and the head of its answer (RFC 9112); a body is not read.</summary>
internal static class HttpHead
{
    private const int MaxBytes = 32 * 1024;

    /// <summary>Makes the request.</summary>
    /// <param name="host">The name, or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="secure">Whether by TLS.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Request(string host, int port, bool secure)
    {
        var name = host.Contains(":") ? $"[{host}]" : host;
        var authority = port == (secure ? 443 : 80) ? name : $"{name}:{port}";
        return Encoding.ASCII.GetBytes($"HEAD / HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: SslTools\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    }

    /// <summary>Reads the head of the answer.</summary>
    /// <param name="read">Reads more; 0 at the end.</param>
    /// <returns>What matters of it; null where it is no HTTP.</returns>
    public static async Task<HttpAnswer?> ReadAsync(Func<byte[], Task<int>> read)
    {
        using var head = new MemoryStream();
        var buffer = new byte[4096];
        while (head.Length < MaxBytes)
        {
            var count = await read(buffer).ConfigureAwait(false);
            if (count == 0) return null;
            head.Write(buffer, 0, count);
            var text = Encoding.ASCII.GetString(head.GetBuffer(), 0, (int)head.Length);
            if (!text.StartsWith("HTTP/".Substring(0, Math.Min(5, text.Length)), StringComparison.Ordinal)) return null;
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0) return Parse(text.Substring(0, end).Split(["\r\n"], StringSplitOptions.None));
        }

        return null;
    }

    private static HttpAnswer? Parse(IReadOnlyList<string> lines)
    {
        var status = lines[0].Split(' ');
        if (status.Length < 2 || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return null;

        // Of a header that is sent twice browsers heed the first (RFC 6797 section 8.1).
        string? Header(string name) => lines.Skip(1).Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Substring(name.Length + 1).Trim()).FirstOrDefault();
        return new HttpAnswer(code, Header("Location"), Header("Strict-Transport-Security"));
    }
}
