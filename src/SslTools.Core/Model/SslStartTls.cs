namespace SslTools;

/// <summary>Protocols that begin in plain text and ask for TLS by a command of their own.</summary>
public enum SslStartTls
{
    /// <summary>SMTP's STARTTLS (RFC 3207); ports 25 and 587.</summary>
    Smtp,

    /// <summary>IMAP's STARTTLS (RFC 9051 section 6.2.1); port 143.</summary>
    Imap,

    /// <summary>POP3's STLS (RFC 2595 section 4); port 110.</summary>
    Pop3,

    /// <summary>LDAP's StartTLS extended operation (RFC 4511 section 4.14); port 389.</summary>
    Ldap,

    /// <summary>FTP's AUTH TLS (RFC 4217); port 21.</summary>
    Ftp,

    /// <summary>PostgreSQL's SSLRequest message; port 5432.</summary>
    Postgres,

    /// <summary>The SSL capability of the MySQL and MariaDB handshake; port 3306.</summary>
    MySql,
}
