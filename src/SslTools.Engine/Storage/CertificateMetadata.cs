using Newtonsoft.Json;

namespace SslTools.Engine.Storage;

/// <summary>metadata.json of a certificate: its description, so that listing reads one small file each, and its origin.</summary>
internal sealed class CertificateMetadata
{
    /// <summary>The version of this format.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the format the file was written in.</summary>
    [JsonProperty(Required = Required.Always)]
    public int Schema { get; set; } = CurrentSchema;

    /// <summary>What the certificate says of itself.</summary>
    [JsonProperty(Required = Required.Always)]
    public CertificateDescription? Certificate { get; set; }

    /// <summary>How it came to be.</summary>
    [JsonProperty(Required = Required.Always)]
    public CertificateOrigin? Origin { get; set; }
}
