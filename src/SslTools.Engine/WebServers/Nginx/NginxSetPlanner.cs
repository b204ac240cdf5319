using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Plans what makes sites serve a certificate. Only what differs from the request is edited, and only in the sites' own blocks.</summary>
internal sealed class NginxSetPlanner
{
    private readonly NginxConfiguration _configuration;
    private readonly NginxBuild _build;
    private readonly BindingRequest _request;
    private readonly Dictionary<NginxDirective, NginxBlockEditor> _editors = [];
    private readonly HashSet<NginxSite> _bound = [];
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="build">The program that will read it.</param>
    /// <param name="request">The request.</param>
    public NginxSetPlanner(NginxConfiguration configuration, NginxBuild build, BindingRequest request)
    {
        _configuration = configuration;
        _build = build;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var hosts = _request.HostNames.Select(name => (Name: name, Named: NginxNames.Find(_configuration, name))).ToList();
        foreach (var (name, named) in hosts)
        {
            foreach (var site in Targets(named)) Bind(site, name);
            if (_request.RedirectHttp is { } redirect) Redirect(named, name, redirect);
        }

        var edits = TextEdit.Files(_editors.Select(editor => (editor.Key.Source.Path, editor.Key.Source.Text, editor.Value.Finish())));
        var after = edits.Count == 0 ? _configuration : NginxConfiguration.Load(_configuration.Path, edits.ToDictionary(e => e.Path, e => e.After!));
        WarnOfProtocols(after, hosts.Select(host => host.Name));
        return new ServerPlan
        {
            Edits = edits,
            Sites = hosts.Select(host => SiteOf(after, host.Name, host.Named)).ToList(),
            NewListeners = NewListeners(after),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    // The blocks that have HTTPS on the port, otherwise those with HTTP; of several with the same address nginx uses the first.
    private IEnumerable<NginxSite> Targets(IReadOnlyList<NginxSite> named)
    {
        var port = _request.Port;
        var kinds = new Func<NginxSite, bool>[] { s => s.SslListens(port).Count > 0, s => s.TakesHttp, _ => true };
        var seen = new HashSet<(string, int)>();
        foreach (var site in named.Where(kinds.First(named.Any)))
        {
            var sockets = site.Listens.Select(listen => (listen.Key, listen.Port)).DefaultIfEmpty((IPAddress.Any.ToString(), 80)).ToList();
            if (sockets.Any(seen.Add)) yield return site;
        }
    }

    private NginxBlockEditor Editor(NginxSite site) =>
        _editors.TryGetValue(site.Block, out var editor) ? editor : _editors[site.Block] = new NginxBlockEditor(site);

    private void Bind(NginxSite site, string hostName)
    {
        if (!_bound.Add(site)) return;
        var editor = Editor(site);
        NginxListenPlanner.Plan(_configuration, site, editor, _request.Port);
        var settings = new NginxSettings(site, editor, hostName);
        settings.SetCertificate("ssl_certificate", _request.CertificatePath, _warnings);
        settings.SetCertificate("ssl_certificate_key", _request.PrivateKeyPath, _warnings);
        if (site.Applying("ssl_reject_handshake")?.Arguments.FirstOrDefault() == "on") settings.Set("ssl_reject_handshake", "off");
        if (_request.TlsPolicy is { } policy)
            foreach (var (name, arguments) in NginxTlsPolicy.Settings(policy, _build)) settings.Set(name, arguments);
        if (_request.Hsts is { } hsts) new NginxHsts(_configuration, site, editor, hostName).Set(hsts, _warnings);
    }

    private void Redirect(IReadOnlyList<NginxSite> named, string hostName, bool redirect)
    {
        var plain = named.Where(site => site.TakesHttp).ToList();
        if (redirect && plain.Count == 0) _warnings.Add($"The site '{hostName}' has no plain HTTP that could be redirected.");
        foreach (var site in plain)
        {
            if (redirect) NginxRedirect.Add(site, Editor(site), _request.Port);
            else NginxRedirect.Remove(site, Editor(site));
        }
    }

    private SitePlan SiteOf(NginxConfiguration after, string hostName, IReadOnlyList<NginxSite> named)
    {
        var changes = named.Where(site => _editors.ContainsKey(site.Block)).SelectMany(site => TextUndo.Record(site.Block.Source.Path, site.Block.Source.Text, site.Block.Start, site.Block.End, _editors[site.Block].Finish()));
        var bound = Bound(after, hostName).ToList();
        var endpoints = bound.SelectMany(site => site.SslListens(_request.Port)).SelectMany(listen =>
            NginxSockets.Reach(after, listen, _request.Port).Select(address => new BindingEndpoint(address, SentName.Of(hostName), listen.ProxyProtocol)));
        return new SitePlan(hostName, bound[0].Place, changes.ToList(), endpoints.Distinct().ToList());
    }

    private IEnumerable<NginxSite> Bound(NginxConfiguration after, string hostName) =>
        NginxNames.Find(after, hostName).Where(site => site.SslListens(_request.Port).Count > 0);

    private IReadOnlyList<NewListener> NewListeners(NginxConfiguration after)
    {
        var before = _configuration.Sites.SelectMany(site => site.Listens).Where(listen => listen.Covers(_request.Port)).ToList();
        return _request.HostNames.SelectMany(name => Bound(after, name)).SelectMany(site => site.SslListens(_request.Port))
            .Where(listen => listen.Address is not null && !before.Any(old => old.Key == listen.Key || IsWildcardOf(old, listen)))
            .GroupBy(listen => listen.Key).Select(group => group.First())
            .Select(listen => new NewListener(
                new IPEndPoint(listen.Address!, _request.Port),
                before.FirstOrDefault(old => IsWildcardOf(listen, old))?.Directive.Place is { } place ? $"nginx's own listen at {place}" : null))
            .ToList();
    }

    private static bool IsWildcardOf(NginxListen wildcard, NginxListen other) =>
        wildcard.Address is { } address && LocalAddress.IsWildcard(address)
        && other.Address?.AddressFamily == address.AddressFamily;

    // Until nginx 1.29.2 the default site of a socket chose the versions for all sites on it, before the name was known.
    private void WarnOfProtocols(NginxConfiguration after, IEnumerable<string> hostNames)
    {
        if (_request.TlsPolicy is not { } policy || _build.Version >= new Version(1, 29, 2)) return;
        foreach (var site in hostNames.SelectMany(name => Bound(after, name)))
        {
            foreach (var listen in site.SslListens(_request.Port))
            {
                var first = NginxSockets.Default(after, listen.Key, _request.Port);
                var protocols = string.Join(" ", first?.Applying("ssl_protocols")?.Arguments ?? []);
                if (first is null || first.Block == site.Block || protocols == NginxTlsPolicy.Protocols(policy)) continue;
                _warnings.Add(
                    $"nginx takes the TLS versions on port {_request.Port} from the default site at {first.Place} "
                    + $"({(protocols.Length == 0 ? "nginx's own choice" : protocols)}), not from '{site.Names.FirstOrDefault()}'; give that site the policy {policy} too.");
            }
        }
    }
}
