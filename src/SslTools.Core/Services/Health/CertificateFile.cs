using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>Certificates in a file: PEM with as many as there are, or one as DER.</summary>
public static class CertificateFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads the certificates.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="reader">Reads certificates.</param>
    /// <returns>DER, at least one, in the order of the file.</returns>
    /// <exception cref="SslToolsException">CertificateFileNotReadable, MalformedCertificate.</exception>
    public static IReadOnlyList<byte[]> Read(string path, ICertificateReader reader)
    {
        var content = ReadBytes(path);
        if (Encoding.ASCII.GetString(content).Contains("-----BEGIN ")) return reader.ReadCertificates(content, path);
        try
        {
            reader.Describe(content);
            return [content];
        }
        catch (SslToolsException e)
        {
            throw SslError.MalformedCertificate(path, e.InnerException);
        }
    }

    // A device has no end.
    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = file.Read(buffer, 0, buffer.Length)) > 0;)
            {
                if (content.Length + read > MaxBytes) throw SslError.CertificateFileNotReadable(path, $"it is larger than {MaxBytes} bytes");
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.CertificateFileNotReadable(path, e.Message.TrimEnd('.'), e);
        }
    }
}
