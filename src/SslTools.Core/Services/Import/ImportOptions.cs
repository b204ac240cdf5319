using System.Collections.Generic;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Services.Import;

/// <summary>What the user asked of Import-CustomSslCertificate.</summary>
public sealed record ImportOptions
{
    /// <summary>Files and folders in which certificates, issuers and keys are anywhere; full paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Files with the certificates to import.</summary>
    public IReadOnlyList<string> CertificatePaths { get; init; } = [];

    /// <summary>Files with keys.</summary>
    public IReadOnlyList<string> PrivateKeyPaths { get; init; } = [];

    /// <summary>Files with issuers.</summary>
    public IReadOnlyList<string> ChainPaths { get; init; } = [];

    /// <summary>Certificates of the platform to import.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];

    /// <summary>Opens what is encrypted.</summary>
    public SecureString? Password { get; init; }

    /// <summary>The name in the store; of several certificates it chooses the one for that name.</summary>
    public string? Name { get; init; }

    /// <summary>Hosts that the certificate must cover; of several certificates they choose one.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Whether dates don't matter.</summary>
    public bool AllowExpired { get; init; }

    /// <summary>Whether the network is not used.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether an existing certificate is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether certificates to import are told apart from issuers.</summary>
    public bool IsSorted => Paths.Count == 0;
}
