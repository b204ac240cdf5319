using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>An elliptic curve private key, SEC 1 (RFC 5915).</summary>
internal sealed class Sec1Format : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: >= 2 } sequence && sequence[0] is DerInteger && sequence[1] is Asn1OctetString;

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        var key = ECPrivateKeyStructure.GetInstance(content.Sequence);
        // Where the curve is left out, the length of the key tells it.
        var curve = key.Parameters ?? key.PrivateKey.GetOctets().Length switch
        {
            32 => NistCurve.P256.Oid,
            48 => NistCurve.P384.Oid,
            66 => NistCurve.P521.Oid,
            _ => throw SslError.MalformedFile(content.Place, "its elliptic curve is not named"),
        };
        heap.AddKey(new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey, curve), key), content.Place);
    }
}
