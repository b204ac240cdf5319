using System.Collections.Generic;
using System.Security;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;


/// <summary>Certificate, issuers and private key, PKCS#12 (RFC 7292).</summary>
public sealed class PfxExporter : ICertificateExporter
{
    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Pfx;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".pfx", ".p12"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) => new(
        ".pfx",
        $"certificate, issuers and private key (PFX, {options.PfxEncryption ?? SslPfxEncryption.Modern})",
        [nameof(ExportOptions.PfxEncryption), nameof(ExportOptions.Password), nameof(ExportOptions.NoPassword)])
    {
        HoldsKey = true,
        PasswordLength = 1,
    };

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options)
    {
        using var empty = new SecureString();
        return new PfxBuilder(options.PfxEncryption ?? SslPfxEncryption.Modern, options.Password ?? empty).Build(name, bundle);
    }
}
