using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A virtual host, or the main server.</summary>
internal sealed class ApacheSite
{
    private readonly ApacheConfiguration _configuration;

    /// <summary>Reads a virtual host.</summary>
    /// <param name="configuration">The configuration it stands in.</param>
    /// <param name="host">The section.</param>
    public ApacheSite(ApacheConfiguration configuration, ApacheSetting host)
        : this(configuration, host.Directive, host.Inner)
    {
        // A port in the main server's name is the one of addresses without (ap_init_virtual_host).
        var port = configuration.Last("ServerName") is { } main ? NameOf(main.First).Port : 0;
        Addresses = host.Words.Select(word => ApacheAddress.Parse(word, port)).ToList();
    }

    private ApacheSite(ApacheConfiguration configuration, ApacheDirective block, IReadOnlyList<ApacheSetting> settings)
    {
        _configuration = configuration;
        Block = block;
        Settings = settings;
        Names = settings.Where(setting => setting.Is("ServerName")).Skip(settings.Count(setting => setting.Is("ServerName")) - 1).Select(setting => NameOf(setting.First).Name)
            .Concat(settings.Where(setting => setting.Is("ServerAlias")).SelectMany(setting => setting.Words)).Select(ByteText.Decode).ToList();
    }

    /// <summary>The section; for the main server all of the file that names it.</summary>
    public ApacheDirective Block { get; }

    /// <summary>Whether it is the main server.</summary>
    public bool IsMain { get; private init; }

    /// <summary>Its addresses; none for the main server.</summary>
    public IReadOnlyList<ApacheAddress> Addresses { get; } = [];

    /// <summary>Its names, as written; a scheme and a port are left out.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What counts in it.</summary>
    public IReadOnlyList<ApacheSetting> Settings { get; }

    /// <summary>File and line.</summary>
    public string Place => Block.Place;

    /// <summary>Whether it can be edited; what a macro made can't.</summary>
    public bool IsEditable => !Block.Source.IsGenerated;

    /// <summary>Whether it speaks TLS (ssl_init_Module): when it says so, or has a certificate where Listen says so.</summary>
    public bool IsSsl
    {
        get
        {
            if (!_configuration.HasModule("ssl_module")) return false;
            if (Applying("SSLEngine") is { } engine) return !engine.First.Equals("off", StringComparison.OrdinalIgnoreCase);
            return Applying("SSLCertificateFile") is not null
                && Addresses.Any(address => _configuration.Listens.Any(listen => listen.IsHttps && listen.Port == address.Port && listen.Address.Key == address.Key));
        }
    }

    /// <summary>Whether clients send a PROXY protocol header first (mod_remoteip).</summary>
    public bool ProxyProtocol =>
        Applying("RemoteIPProxyProtocol")?.Says("on") == true && Applying("RemoteIPProxyProtocolExceptions")?.Words.Any(IsLoopback) != true;

    /// <summary>The main server as a site.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The site; null where no file names it.</returns>
    public static ApacheSite? OfMain(ApacheConfiguration configuration)
    {
        if (configuration.Last("ServerName")?.Directive is not { Source.IsGenerated: false } name) return null;
        var source = name.Source;
        var all = new ApacheDirective(source, new ApacheLine("", 0, 0, name.Line, null), "", "", 0) { Children = source.Directives, BodyEnd = source.Text.Length, End = source.Text.Length };
        var settings = configuration.Main.Where(setting => !setting.Is("VirtualHost") && !setting.Is("ServerAlias")).ToList();
        return new ApacheSite(configuration, all, settings) { IsMain = true };
    }

    /// <summary>The settings of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The settings, in their order.</returns>
    public IEnumerable<ApacheSetting> All(string name) => Settings.Where(setting => setting.Is(name));

    /// <summary>Whether a setting stands in the section itself, not in a file it includes.</summary>
    /// <param name="setting">The setting.</param>
    /// <returns>True when it does.</returns>
    public bool IsOwn(ApacheSetting setting) =>
        setting.Directive.Source == Block.Source && setting.Directive.Start >= Block.Start && setting.Directive.End <= Block.End;

    /// <summary>The setting that applies: the last of the site's own, or of the main server.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The setting, or null.</returns>
    public ApacheSetting? Applying(string name) => All(name).LastOrDefault() ?? _configuration.Last(name);

    /// <summary>Where it answers on a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>Its addresses for this port.</returns>
    public IReadOnlyList<ApacheAddress> AddressesOn(int port) => Addresses.Where(address => address.Port == port).ToList();

    // "https://www.example.com:443": scheme and port are for links to itself.
    private static (string Name, int Port) NameOf(string name)
    {
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        var address = ApacheAddress.Parse(scheme < 0 ? name : name.Substring(scheme + 3), 0);
        return (address.Host.Trim('[', ']'), address.Port);
    }

    private static bool IsLoopback(string range) =>
        range.Equals("localhost", StringComparison.OrdinalIgnoreCase) || range.StartsWith("127.", StringComparison.Ordinal) || range.StartsWith("::1", StringComparison.Ordinal);
}
