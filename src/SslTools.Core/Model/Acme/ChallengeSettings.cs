using System.Collections.Generic;

namespace SslTools;

/// <summary>How control is proved, as it is kept for renewals. Secrets lie elsewhere, encrypted.</summary>
public sealed record ChallengeSettings
{
    /// <summary>http-01 by files: the web server's folder by host name; <c>*</c> for all others.</summary>
    public IReadOnlyDictionary<string, string> WebRoots { get; init; } = new Dictionary<string, string>();

    /// <summary>http-01 by a listener of our own.</summary>
    public bool Standalone { get; init; }

    /// <summary>The listener's port; a CA always asks port 80, so another one needs something that forwards.</summary>
    public int HttpPort { get; init; } = 80;

    /// <summary>tls-alpn-01 by a listener of our own.</summary>
    public bool TlsAlpn { get; init; }

    /// <summary>Its port; a CA always asks port 443.</summary>
    public int TlsPort { get; init; } = 443;

    /// <summary>A kind of DNS provider, or null.</summary>
    public string? DnsProvider { get; init; }

    /// <summary>A Posh-ACME plugin, or null.</summary>
    public string? DnsPlugin { get; init; }

    /// <summary>Whether the user's own script blocks write the records; their text is kept with the secrets.</summary>
    public bool DnsScript { get; init; }

    /// <summary>Whether the user is asked to set the records by hand.</summary>
    public bool DnsManual { get; init; }

    /// <summary>Whether a standing record is used (dns-persist-01).</summary>
    public bool DnsPersist { get; init; }

    /// <summary>Whether the record's name carries a label of the account (dns-account-01).</summary>
    public bool DnsAccount { get; init; }

    /// <summary>A name that takes the records instead, to which <c>_acme-challenge</c> is a CNAME; or null.</summary>
    public string? DnsAlias { get; init; }

    /// <summary>DNS servers, address or address:port, asked instead of the authoritative ones.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    /// <summary>How long a record may take to be seen, seconds; 0: what the provider says.</summary>
    public int DnsTimeout { get; init; }

    /// <summary>The address that the listeners use, or null for all addresses of the machine.</summary>
    public string? ListenAddress { get; init; }

    /// <summary>Whether anything proves control by DNS.</summary>
    public bool UsesDns => DnsProvider is not null || DnsPlugin is not null || DnsScript || DnsManual || DnsPersist;

    /// <summary>Whether there is any way at all.</summary>
    public bool IsEmpty => WebRoots.Count == 0 && !Standalone && !TlsAlpn && !UsesDns;
}
