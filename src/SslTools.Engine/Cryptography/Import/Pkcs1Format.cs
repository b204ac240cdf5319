using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>An RSA private key, PKCS#1 (RFC 8017 appendix A.1.2).</summary>
internal sealed class Pkcs1Format : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) => content.Sequence is { Count: >= 9 } sequence && sequence.Take(9).All(item => item is DerInteger);

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap) => heap.AddKey(
        new PrivateKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance), RsaPrivateKeyStructure.GetInstance(content.Sequence)),
        content.Place);
}
