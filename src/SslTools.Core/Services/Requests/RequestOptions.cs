using System.Collections.Generic;
using System.Net;
using System.Security;

namespace SslTools.Services.Requests;

/// <summary>What the user asked of New-SslCertificateRequest; null where nothing was given.</summary>
public sealed record RequestOptions
{
    /// <summary>DNS names as typed.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IPAddress> IPAddresses { get; init; } = [];

    /// <summary>The name in the store, or null for the first identifier.</summary>
    public string? Name { get; init; }

    /// <summary>The whole subject (RFC 4514), or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The parts of the subject.</summary>
    public SubjectFields Fields { get; init; } = new();

    /// <summary>The key pair to make, or null.</summary>
    public SslKeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>The uses of the key to ask for.</summary>
    public IReadOnlyList<SslKeyUsage> KeyUsages { get; init; } = [];

    /// <summary>The purposes to ask for.</summary>
    public IReadOnlyList<SslKeyPurpose> KeyPurposes { get; init; } = [];

    /// <summary>Whether a stapled OCSP answer is demanded.</summary>
    public bool MustStaple { get; init; }

    /// <summary>A certificate to ask for again, with its key; or null.</summary>
    public SslCertificate? From { get; init; }

    /// <summary>The file of a key brought along; a full path, or null.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>Opens that file.</summary>
    public SecureString? Password { get; init; }

    /// <summary>Where the request is written as well; a full path, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Whether an existing request and file are replaced.</summary>
    public bool Force { get; init; }
}
