using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>A certificate (RFC 5280 section 4.1).</summary>
internal sealed class CertificateFormat : IImportFormat
{
    /// <inheritdoc/>
    // Requests and revocation lists have the same three parts; a version in [0], or dates in the fourth place, are a certificate's.
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: 3 } sequence && sequence[0] is Asn1Sequence tbs && sequence[1] is Asn1Sequence && sequence[2] is DerBitString
        && ((tbs.Count > 0 && tbs[0] is Asn1TaggedObject) || (tbs.Count >= 6 && tbs[0] is DerInteger && tbs[3] is Asn1Sequence));

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap) => heap.AddCertificate(content.Bytes, content.Place);
}
