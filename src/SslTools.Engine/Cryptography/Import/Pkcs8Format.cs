using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>A private key, PKCS#8 (RFC 5958).</summary>
internal sealed class Pkcs8Format : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: >= 3 } sequence && sequence[0] is DerInteger && sequence[1] is Asn1Sequence { Count: > 0 } algorithm
        && algorithm[0] is DerObjectIdentifier && sequence[2] is Asn1OctetString;

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap) => heap.AddKey(PrivateKeyInfo.GetInstance(content.Sequence), content.Place);
}
