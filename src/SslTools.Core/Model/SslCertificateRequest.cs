using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A request that was made for a CA to sign; its key waits in the store for the certificate.</summary>
public sealed record SslCertificateRequest
{
    /// <summary>The name in the store, under which the certificate will be kept too.</summary>
    public required string Name { get; init; }

    /// <summary>The request as PEM text, to send to the CA.</summary>
    public required string Pem { get; init; }

    /// <summary>The subject in RFC 4514 order; may be empty.</summary>
    public required string Subject { get; init; }

    /// <summary>The DNS names asked for (A-labels).</summary>
    public required IReadOnlyList<string> DnsNames { get; init; }

    /// <summary>The IP addresses asked for.</summary>
    public required IReadOnlyList<string> IPAddresses { get; init; }

    /// <summary>Key type and size: P256, RSA2048, ...</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The uses of the key asked for.</summary>
    public IReadOnlyList<SslKeyUsage> KeyUsages { get; init; } = [];

    /// <summary>The purposes asked for.</summary>
    public IReadOnlyList<SslKeyPurpose> KeyPurposes { get; init; } = [];

    /// <summary>Whether a stapled OCSP answer is demanded.</summary>
    public bool MustStaple { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>SHA-256 of the public key, upper-case hex: what tells that a certificate is the answer.</summary>
    public required string PublicKeyFingerprint { get; init; }

    /// <summary>The request's file: the one that -Path named, else the one in the store.</summary>
    public required string RequestPath { get; init; }

    /// <summary>The file of the waiting private key.</summary>
    public required string PrivateKeyPath { get; init; }

    /// <summary>The store that keeps it.</summary>
    public required string StorePath { get; init; }

    /// <summary>The same request, which was written to a file as well.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A copy.</returns>
    public SslCertificateRequest WithRequestPath(string path) => this with { RequestPath = path };

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>, so that the object can be given where a name is wanted.</returns>
    public override string ToString() => Name;
}
