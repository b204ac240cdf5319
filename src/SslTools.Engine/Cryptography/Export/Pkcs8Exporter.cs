using System.Collections.Generic;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;


/// <summary>The private key, PKCS#8 (RFC 5958); encrypted where there is a password.</summary>
public sealed class Pkcs8Exporter : ICertificateExporter
{
    private readonly IKeyProtector _protector = new KeyProtector();

    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Pkcs8;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".key", ".p8", ".pk8"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) =>
        new(".key", "the private key (PKCS#8)", [nameof(ExportOptions.Encoding), nameof(ExportOptions.Password)]) { HoldsKey = true };

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options)
    {
        var encrypted = options.Password is not null;
        var key = encrypted ? _protector.Encrypt(bundle.PrivateKey!, options.Password!) : bundle.PrivateKey!;
        return options.Encoding == SslExportEncoding.Der ? key : Pem.Write(encrypted ? Pem.EncryptedPrivateKey : Pem.PrivateKey, key);
    }
}
