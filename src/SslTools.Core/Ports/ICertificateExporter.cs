using System.Collections.Generic;
using SslTools.Services;

namespace SslTools.Ports;

/// <summary>Writes certificates in one format. One file per format under Engine/Cryptography/Export; each is found by reflection.</summary>
public interface ICertificateExporter
{
    /// <summary>The format.</summary>
    SslExportFormat Format { get; }

    /// <summary>The extensions of files in this format, with the dot, lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>What a file with these options is like.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <returns>Its shape.</returns>
    ExportShape Describe(ExportOptions options);

    /// <summary>Makes the file's content.</summary>
    /// <param name="name">The certificate's name, for formats that keep one.</param>
    /// <param name="bundle">Certificate, issuers and key; the key is there where the shape holds it.</param>
    /// <param name="options">Checked against the shape.</param>
    /// <returns>The content.</returns>
    byte[] Export(string name, CertificateBundle bundle, ExportOptions options);
}
