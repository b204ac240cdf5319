using System.Collections.Generic;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Security;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Cryptography.Export;


/// <summary>
/// Certificate, issuers and private key as a Java keystore, for Java programs that do not read PFX. Store and key have the
/// same password, as Tomcat expects. No Java is needed to write it.
/// </summary>
public sealed class JksExporter : ICertificateExporter
{
    // keytool refuses to work with a shorter one.
    private const int ShortestPassword = 6;

    /// <inheritdoc/>
    public SslExportFormat Format => SslExportFormat.Jks;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".jks", ".keystore"];

    /// <inheritdoc/>
    public ExportShape Describe(ExportOptions options) =>
        new(".jks", "certificate, issuers and private key (Java keystore)", [nameof(ExportOptions.Password)])
        {
            HoldsKey = true,
            PasswordLength = ShortestPassword,
        };

    /// <inheritdoc/>
    public byte[] Export(string name, CertificateBundle bundle, ExportOptions options)
    {
        var store = new JksStore();
        var chain = bundle.Chain.Prepend(bundle.Leaf).Select(der => new BcCertificate(der)).ToArray();
        var key = PrivateKeyFactory.CreateKey(bundle.PrivateKey);
        return Passphrase.Use(options.Password!, characters =>
        {
            store.SetKeyEntry(name, key, characters, chain);
            using var file = new MemoryStream();
            store.Save(file, characters);
            return file.ToArray();
        });
    }
}
