using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Utilities.IO.Pem;

namespace SslTools.Engine.Cryptography;

/// <summary>PEM text (RFC 7468).</summary>
public static class Pem
{
    /// <summary>Label of a certificate.</summary>
    public const string Certificate = "CERTIFICATE";

    /// <summary>Label of an unencrypted PKCS#8 key.</summary>
    public const string PrivateKey = "PRIVATE KEY";

    /// <summary>Label of an encrypted PKCS#8 key.</summary>
    public const string EncryptedPrivateKey = "ENCRYPTED PRIVATE KEY";

    /// <summary>Label of a certification request.</summary>
    public const string CertificateRequest = "CERTIFICATE REQUEST";

    /// <summary>Writes blocks of one kind, with line feeds.</summary>
    /// <param name="label">The label.</param>
    /// <param name="contents">DER.</param>
    /// <returns>ASCII.</returns>
    public static byte[] Write(string label, params byte[][] contents)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new PemWriter(text);
        foreach (var content in contents) writer.WriteObject(new PemObject(label, content));
        writer.Writer.Flush();
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Reads all blocks of one kind.</summary>
    /// <param name="label">The label.</param>
    /// <param name="pem">PEM, any other text around the blocks.</param>
    /// <returns>DER, in the order of the file.</returns>
    public static IReadOnlyList<byte[]> Read(string label, byte[] pem)
    {
        using var reader = new PemReader(new StreamReader(new MemoryStream(pem), Encoding.ASCII));
        var contents = new List<byte[]>();
        while (reader.ReadPemObject() is { } block)
        {
            if (block.Type == label) contents.Add(block.Content);
        }

        return contents;
    }

    /// <summary>Reads the only block of a kind.</summary>
    /// <param name="label">The label.</param>
    /// <param name="pem">PEM.</param>
    /// <returns>DER, or null unless there is exactly one.</returns>
    public static byte[]? ReadOne(string label, byte[] pem)
    {
        var contents = Read(label, pem);
        return contents.Count == 1 ? contents.Single() : null;
    }
}
