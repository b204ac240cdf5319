using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace SslTools.Engine.Storage;

/// <summary>metadata.json of a certification request.</summary>
internal sealed class RequestMetadata
{
    /// <summary>The version of the format the file was written in.</summary>
    [JsonProperty(Required = Required.Always)]
    public int Schema { get; set; } = 1;

    /// <summary>When it was made.</summary>
    [JsonProperty(Required = Required.Always)]
    public DateTime Created { get; set; }

    /// <summary>The subject; may be empty.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Subject { get; set; } = "";

    /// <summary>DNS names.</summary>
    public IReadOnlyList<string> DnsNames { get; set; } = [];

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<string> IPAddresses { get; set; } = [];

    /// <summary>Key type and size.</summary>
    [JsonProperty(Required = Required.Always)]
    public string KeyAlgorithm { get; set; } = "";

    /// <summary>SHA-256 of the public key.</summary>
    [JsonProperty(Required = Required.Always)]
    public string PublicKeyFingerprint { get; set; } = "";

    /// <summary>The uses of the key asked for.</summary>
    public IReadOnlyList<SslKeyUsage> KeyUsages { get; set; } = [];

    /// <summary>The purposes asked for.</summary>
    public IReadOnlyList<SslKeyPurpose> KeyPurposes { get; set; } = [];

    /// <summary>Whether a stapled OCSP answer is demanded.</summary>
    public bool MustStaple { get; set; }
}
