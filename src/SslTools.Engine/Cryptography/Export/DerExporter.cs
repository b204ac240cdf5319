using System.Collections.Generic;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;


/// <summary>The certificate alone, DER.</summary>
public sealed class DerExporter : ICertificateExporter
{
    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Der;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".cer", ".der"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) => new(".cer", "the certificate (DER)", []);

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options) => bundle.Leaf;
}
