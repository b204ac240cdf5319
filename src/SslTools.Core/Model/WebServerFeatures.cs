using System;

namespace SslTools;

/// <summary>What can be asked of a kind of server beside serving a certificate.</summary>
[Flags]
public enum WebServerFeatures
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Redirecting plain HTTP.</summary>
    RedirectHttp = 1,

    /// <summary>Sending Strict-Transport-Security.</summary>
    Hsts = 2,

    /// <summary>TLS versions and ciphers.</summary>
    TlsPolicy = 4,

    /// <summary>All of them.</summary>
    All = RedirectHttp | Hsts | TlsPolicy,
}
