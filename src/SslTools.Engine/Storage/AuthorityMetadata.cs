using System.Collections.Generic;
using Newtonsoft.Json;

namespace SslTools.Engine.Storage;

/// <summary>metadata.json of a local certificate authority.</summary>
internal sealed class AuthorityMetadata
{
    /// <summary>The version of the format the file was written in.</summary>
    [JsonProperty(Required = Required.Always)]
    public int Schema { get; set; } = 1;

    /// <summary>What became of the root's key.</summary>
    [JsonProperty(Required = Required.Always)]
    public SslRootKeyState RootKey { get; set; }

    /// <summary>DNS subtrees it may sign for.</summary>
    public IReadOnlyList<string> PermittedDnsNames { get; set; } = [];

    /// <summary>Address ranges it may sign for, CIDR.</summary>
    public IReadOnlyList<string> PermittedIPAddresses { get; set; } = [];
}
