namespace SslTools;

/// <summary>Where a certificate came from, and so who can renew it.</summary>
public enum SslCertificateSource
{
    /// <summary>Signed with its own key.</summary>
    SelfSigned,

    /// <summary>Signed by a local certificate authority of this store.</summary>
    CertificateAuthority,

    /// <summary>Issued by Let's Encrypt or another ACME CA.</summary>
    LetsEncrypt,

    /// <summary>Brought along by its owner, from any CA.</summary>
    Custom,

    /// <summary>The hosting platform's own certificate.</summary>
    BuiltIn,
}
