using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using CmsSignedData = Org.BouncyCastle.Asn1.Cms.SignedData;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Certificates in PKCS#7 or CMS signed data (RFC 2315 section 9.1, RFC 5652 section 5.1); who signed is not looked at.</summary>
internal sealed class Pkcs7Format : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: 2 } sequence && PkcsObjectIdentifiers.SignedData.Equals(sequence[0]) && sequence[1] is Asn1TaggedObject;

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        var signed = CmsSignedData.GetInstance(Asn1TaggedObject.GetInstance(content.Sequence![1]).GetExplicitBaseObject());
        foreach (var item in signed.Certificates ?? DerSet.Empty)
        {
            // Attribute certificates and the like stand there in tags of their own.
            if (item is Asn1Sequence certificate) heap.AddCertificate(certificate.GetDerEncoded(), content.Place);
        }
    }
}
