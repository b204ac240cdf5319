using System.IO;

namespace SslTools.Engine.Infrastructure;

/// <summary>Files from outside, of which one does not know how long they are: a device has no end.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <returns>Its content, or null where it is longer.</returns>
    public static byte[]? Read(string path, int limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = file.Read(buffer, 0, buffer.Length)) > 0;)
        {
            if (content.Length + read > limit) return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
