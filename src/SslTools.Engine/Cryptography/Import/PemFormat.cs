using System;
using System.Linq;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Text with PEM blocks. What a block holds is told by its content; the label only says what to leave alone.</summary>
internal sealed class PemFormat : IImportFormat
{
    private static readonly string[] Foreign = ["REQUEST", "CRL", "PUBLIC KEY", "PARAMETERS", "SIGNATURE", "MESSAGE"];

    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) => PemText.HasBlock(content.Text);

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        foreach (var block in PemText.Blocks(content.Text))
        {
            if (Foreign.Any(word => block.Label.EndsWith(word, StringComparison.Ordinal))) continue;
            var place = $"{content.Place}, line {block.Line}";
            try
            {
                Read(block, content, place, heap);
            }
            catch (SslToolsException e)
            {
                heap.Fail(e);
            }
        }
    }

    private static void Read(PemBlock block, ImportContent content, string place, HeapBuilder heap)
    {
        if (block.Body is null) throw SslError.TruncatedFile(place, $"the line -----END {block.Label}----- is missing");
        if (block.Label == "OPENSSH PRIVATE KEY")
            throw SslError.UnsupportedAlgorithm(place, "the key format of OpenSSH", "Convert it: ssh-keygen -p -m PKCS8 -f FILE");
        var (headers, body) = TraditionalPem.Split(block.Body);
        var bytes = PemText.Decode(body, content.Place, block.Line);
        if (headers is not null)
        {
            if (content.Password is null) throw SslError.PasswordRequired(place);
            bytes = TraditionalPem.Decrypt(headers, bytes, content.Password, place);
        }

        if (!Ber.LooksLikeSequence(bytes))
            throw headers is null ? SslError.MalformedFile(place, $"the block is no {block.Label}") : SslError.WrongPassword(place);
        if (!ContentReader.Read(content.Inner(bytes, place), heap)) throw SslError.MalformedFile(place, $"the block is no {block.Label}");
    }
}
