using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A local certificate authority as it goes down the pipeline.</summary>
public sealed class SslCertificateAuthority
{
    /// <summary>The name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>The root's subject, RFC 4514 order.</summary>
    public required string Subject { get; init; }

    /// <summary>SHA-1 of the root, upper-case hex.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>SHA-256 of the root, upper-case hex.</summary>
    public required string Sha256Fingerprint { get; init; }

    /// <summary>Start of the root's validity, UTC.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>End of the root's validity, UTC.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>Key type and size: P256, RSA2048, ...</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>Whether an intermediate does the signing.</summary>
    public required bool HasIntermediate { get; init; }

    /// <summary>What became of the root's key.</summary>
    public required SslRootKeyState RootKey { get; init; }

    /// <summary>DNS subtrees it may sign for; empty with <see cref="PermittedIPAddresses"/> empty: no limit.</summary>
    public required IReadOnlyList<string> PermittedDnsNames { get; init; }

    /// <summary>Address ranges it may sign for, CIDR.</summary>
    public required IReadOnlyList<string> PermittedIPAddresses { get; init; }

    /// <summary>The PEM file of the root certificate, which clients are to trust.</summary>
    public required string RootPath { get; init; }

    /// <summary>The PEM file of the intermediate, or null.</summary>
    public string? IntermediatePath { get; init; }

    /// <summary>The root certificate, DER.</summary>
    public required byte[] RootCertificate { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>, so that the object can be given where a name is wanted.</returns>
    public override string ToString() => Name;
}
