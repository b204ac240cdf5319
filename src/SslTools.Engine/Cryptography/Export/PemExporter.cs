using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;

/// <summary>PEM: certificates, issuers and key in the order a server wants.</summary>
public sealed class PemExporter : ICertificateExporter
{
    private readonly IKeyProtector _protector = new KeyProtector();

    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Pem;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".pem", ".crt"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) => options.PemContent switch
    {
        SslPemContent.Certificate => new("-cert.pem", "the certificate (PEM)", [nameof(ExportOptions.PemContent)]),
        SslPemContent.Chain => new("-chain.pem", "the issuers (PEM)", [nameof(ExportOptions.PemContent)]) { NeedsChain = true },
        SslPemContent.CertificateAndKey => WithKey("certificate and private key"),
        SslPemContent.FullChainAndKey => WithKey("certificate, issuers and private key"),
        SslPemContent.KeyAndFullChain => WithKey("private key, certificate and issuers"),
        _ => new("-fullchain.pem", "the certificate and its issuers (PEM)", [nameof(ExportOptions.PemContent)]),
    };

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options)
    {
        byte[] Certificate() => Pem.Write(Pem.Certificate, bundle.Leaf);
        byte[] Chain() => Pem.Write(Pem.Certificate, bundle.Chain.ToArray());
        byte[] Key() => options.Password is null
            ? Pem.Write(Pem.PrivateKey, bundle.PrivateKey!)
            : Pem.Write(Pem.EncryptedPrivateKey, _protector.Encrypt(bundle.PrivateKey!, options.Password));
        return options.PemContent switch
        {
            SslPemContent.Certificate => Certificate(),
            SslPemContent.Chain => Chain(),
            SslPemContent.CertificateAndKey => [.. Certificate(), .. Key()],
            SslPemContent.FullChainAndKey => [.. Certificate(), .. Chain(), .. Key()],
            SslPemContent.KeyAndFullChain => [.. Key(), .. Certificate(), .. Chain()],
            _ => [.. Certificate(), .. Chain()],
        };
    }

    private static ExportShape WithKey(string contents) =>
        new(".pem", contents + " (PEM)", [nameof(ExportOptions.PemContent), nameof(ExportOptions.Password)]) { HoldsKey = true };
}
