using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using SslTools.Completion;
using SslTools.Infrastructure.Dns;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that prove control of names: all the ways to do so.</summary>
public abstract class AcmeChallengeCmdlet : AcmeRegistrationCmdlet
{
    /// <summary>http-01: the folder that the running web server serves, or a table of folders by host name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [WebRootTransformation]
    public Hashtable? WebRoot { get; set; }

    /// <summary>http-01: answers on a port of its own while the CA looks.</summary>
    [Parameter]
    public SwitchParameter Standalone { get; set; }

    /// <summary>The port of -Standalone; a CA asks port 80, so another one needs something that forwards.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int HttpPort { get; set; } = 80;

    /// <summary>tls-alpn-01: answers on a port of its own while the CA looks.</summary>
    [Parameter]
    public SwitchParameter TlsAlpn { get; set; }

    /// <summary>The port of -TlsAlpn; a CA asks port 443, so another one needs something that forwards.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int TlsPort { get; set; } = 443;

    /// <summary>The address that -Standalone and -TlsAlpn listen on; all of the machine by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress? ListenAddress { get; set; }

    /// <summary>dns-01: the DNS provider that writes the records.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DnsProviderCompleter))]
    public string? DnsProvider { get; set; }

    /// <summary>What the DNS provider needs to know: a table; secrets as SecureString.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable DnsArgs { get; set; } = [];

    /// <summary>dns-01: a Posh-ACME plugin that is installed on this machine.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DnsPluginCompleter))]
    public string? DnsPlugin { get; set; }

    /// <summary>The parameters of the Posh-ACME plugin.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable PluginArgs { get; set; } = [];

    /// <summary>dns-01: a script block that adds a TXT record: param($RecordName, $TxtValue).</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? DnsPresent { get; set; }

    /// <summary>A script block that removes it again: param($RecordName, $TxtValue).</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? DnsCleanUp { get; set; }

    /// <summary>dns-01: shows the records and waits until you have set them.</summary>
    [Parameter]
    public SwitchParameter DnsManual { get; set; }

    /// <summary>dns-persist-01: uses a standing record that you set once.</summary>
    [Parameter]
    public SwitchParameter DnsPersist { get; set; }

    /// <summary>dns-account-01: the record's name carries a label of the account, where the CA offers it.</summary>
    [Parameter]
    public SwitchParameter DnsAccount { get; set; }

    /// <summary>The name that takes the record instead, to which _acme-challenge is or will be a CNAME.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DnsAlias { get; set; }

    /// <summary>DNS servers that are asked instead of the system's and of the zone's authoritative ones: 192.0.2.53 or 192.0.2.53:5353.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] DnsServer { get; set; } = [];

    /// <summary>How long a record may take to be seen, in seconds; by default what the provider says, or two minutes.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int DnsTimeoutSeconds { get; set; }

    /// <summary>How control is proved.</summary>
    /// <returns>The settings.</returns>
    private protected ChallengeSettings ChallengeSettings()
    {
        var ways = new[] { DnsProvider is not null, DnsPlugin is not null, DnsPresent is not null, DnsManual.IsPresent, DnsPersist.IsPresent };
        if (ways.Count(way => way) > 1) throw SslError.SeveralDnsWays();
        return new ChallengeSettings
        {
            WebRoots = (WebRoot ?? []).Cast<DictionaryEntry>().ToDictionary(entry => HostOf((string)entry.Key), entry => FolderOf((string)entry.Value!)),
            Standalone = Standalone,
            HttpPort = HttpPort,
            TlsAlpn = TlsAlpn,
            TlsPort = TlsPort,
            ListenAddress = ListenAddress?.ToString(),
            DnsProvider = DnsProvider,
            DnsPlugin = DnsPlugin,
            DnsScript = DnsPresent is not null,
            DnsManual = DnsManual,
            DnsPersist = DnsPersist,
            DnsAccount = DnsAccount,
            DnsAlias = DnsAlias?.Trim().TrimEnd('.').ToLowerInvariant(),
            DnsServers = CheckedServers(),
            DnsTimeout = DnsTimeoutSeconds,
        };
    }

    /// <summary>The arguments of the DNS provider, as they are kept for renewals.</summary>
    /// <returns>Secret bytes, or null.</returns>
    private protected byte[]? DnsSecrets()
    {
        if (DnsProvider is not null) return DnsArguments.Write(DnsArgs);
        if (DnsPlugin is not null) return DnsArguments.Write(PluginArgs);
        return DnsPresent is null ? null : DnsArguments.Write(new Hashtable
        {
            [nameof(DnsPresent)] = DnsPresent.ToString(),
            [nameof(DnsCleanUp)] = DnsCleanUp?.ToString() ?? "",
        });
    }

    private string[] CheckedServers()
    {
        DnsServers.Parse(DnsServer);
        return DnsServer;
    }

    private static string HostOf(string host) => host == "*" ? host : SubjectNames.Parse([host]).First;

    private string FolderOf(string path) => Path.GetFullPath(GetUnresolvedProviderPathFromPSPath(path));
}
