namespace SslTools;

/// <summary>How a format that has both is written.</summary>
public enum SslExportEncoding
{
    /// <summary>Text (RFC 7468).</summary>
    Pem,

    /// <summary>Bytes (X.690).</summary>
    Der,
}
