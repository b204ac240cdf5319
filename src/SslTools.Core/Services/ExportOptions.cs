using System.Collections.Generic;
using System.Security;

namespace SslTools.Services;

/// <summary>What the user asked of Export-SslCertificate; null where nothing was given.</summary>
public sealed record ExportOptions
{
    /// <summary>The file, or an existing folder; a full path.</summary>
    public required string Path { get; init; }

    /// <summary>The format; null: by the file's extension, else PEM.</summary>
    public SslExportFormat? Format { get; init; }

    /// <summary>What a PEM file holds.</summary>
    public SslPemContent? PemContent { get; init; }

    /// <summary>Text or bytes.</summary>
    public SslExportEncoding? Encoding { get; init; }

    /// <summary>The algorithms of a PFX file.</summary>
    public SslPfxEncryption? PfxEncryption { get; init; }

    /// <summary>Encrypts the private key.</summary>
    public SecureString? Password { get; init; }

    /// <summary>Whether a PFX file gets the empty password.</summary>
    public bool NoPassword { get; init; }

    /// <summary>The server that shall read the files, or null.</summary>
    public string? For { get; init; }

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The names of the options given that not every format has.</summary>
    /// <returns>As properties are named here.</returns>
    public IEnumerable<string> GetSpecific()
    {
        if (PemContent is not null) yield return nameof(PemContent);
        if (Encoding is not null) yield return nameof(Encoding);
        if (PfxEncryption is not null) yield return nameof(PfxEncryption);
        if (Password is not null) yield return nameof(Password);
        if (NoPassword) yield return nameof(NoPassword);
    }
}
