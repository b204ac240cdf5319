namespace SslTools;

/// <summary>Whether to ask CAs if certificates are revoked.</summary>
public enum SslRevocationMode
{
    /// <summary>Nobody is asked; no request is sent.</summary>
    None,

    /// <summary>The CAs are asked; where none answers, that is a warning.</summary>
    Soft,

    /// <summary>The CAs are asked; where none answers, that is an error.</summary>
    Hard,
}
