using System;
using System.Linq;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>DER in base64 without the lines around it, as some CAs show it in a web page.</summary>
internal sealed class Base64Format : IImportFormat
{
    /// <inheritdoc/>
    // 'M' is how the base64 of a sequence begins.
    public bool Recognizes(ImportContent content)
    {
        var text = content.Text.Trim();
        return text.Length >= 64 && text[0] == 'M' && text.All(c => PemText.IsBase64(c) || char.IsWhiteSpace(c));
    }

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        var bytes = Convert.FromBase64String(content.Text);
        if (!Ber.LooksLikeSequence(bytes) || !ContentReader.Read(content.Inner(bytes, content.Place), heap)) throw SslError.UnknownFileFormat(content.Place);
    }
}
