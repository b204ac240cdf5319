using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;


/// <summary>The certificate and its issuers as SignedData without signer (RFC 2315 section 9.1).</summary>
public sealed class Pkcs7Exporter : ICertificateExporter
{
    // RFC 7468 section 8.
    private const string Label = "PKCS7";

    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Pkcs7;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".p7b", ".p7c"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) => new(".p7b", "the certificate and its issuers (PKCS#7)", [nameof(ExportOptions.Encoding)]);

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options)
    {
        // In this order, not in DER's: readers show it, and some take it for the chain's.
        var certificates = bundle.Chain.Prepend(bundle.Leaf).Select(X509CertificateStructure.GetInstance).ToArray();
        var signed = DLSequence.FromElements(new Asn1Encodable[]
        {
            DerInteger.One, DLSet.Empty, new DLSequence(PkcsObjectIdentifiers.Data), new DLTaggedObject(false, 0, new DLSet(certificates)), DLSet.Empty,
        });
        var der = new DLSequence(PkcsObjectIdentifiers.SignedData, new DLTaggedObject(true, 0, signed)).GetEncoded(Asn1Encodable.DL);
        return options.Encoding == SslExportEncoding.Der ? der : Pem.Write(Label, der);
    }
}
