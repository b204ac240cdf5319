using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>An account at Let's Encrypt or another ACME CA as it goes down the pipeline. Its key stays in the store.</summary>
public sealed record LetsEncryptAccount
{
    /// <summary>The name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>The CA: its short name, or host and port.</summary>
    public required string Server { get; init; }

    /// <summary>The CA's directory.</summary>
    public required Uri Directory { get; init; }

    /// <summary>The account's URL at the CA; null while the CA has not answered yet.</summary>
    public Uri? Address { get; init; }

    /// <summary>Contact URLs that were given to the CA.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Key type and size of the account key: P256, RSA2048, ...</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The thumbprint of the account key (RFC 7638).</summary>
    public required string KeyThumbprint { get; init; }

    /// <summary>Pending while the CA has not answered, Valid, or Deactivated.</summary>
    public required AcmeStatus Status { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>The key id of the external account binding, or null.</summary>
    public string? ExternalAccountKeyId { get; init; }

    /// <summary>The store that keeps it.</summary>
    public required string StorePath { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>, so that an account can be given where a name is wanted.</returns>
    public override string ToString() => Name;
}
