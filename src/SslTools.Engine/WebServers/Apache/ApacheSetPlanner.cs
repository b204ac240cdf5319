using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// Plans what makes sites serve a certificate. A virtual host that speaks HTTPS on the port is edited in place; one on plain HTTP gets a twin
/// (<see cref="ApacheClone"/>). What the server itself needs (a module, a port to listen on) is shared with other sites.
/// </summary>
internal sealed class ApacheSetPlanner
{
    private readonly ApacheConfiguration _before;
    private readonly ApacheConfiguration _configuration;
    private readonly BindingRequest _request;
    private readonly ApacheModulePlanner _modules;
    private readonly ApacheListenPlanner _listens;
    private readonly IReadOnlyList<(string Name, IReadOnlyList<ApacheSite> Named)> _hosts;
    private readonly Dictionary<ApacheSite, ApacheBlockEditor> _editors = [];
    private readonly Dictionary<ApacheSite, ApacheClone> _clones = [];
    private readonly HashSet<ApacheSite> _bound = [];
    private readonly HashSet<ApacheSite> _upgraded = [];
    private readonly HashSet<ApacheSite> _redirected = [];
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="processes">Finds programs.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="SslToolsException">SiteNotFound, ServerModuleMissing.</exception>
    public ApacheSetPlanner(ApacheConfiguration configuration, IProcessRunner processes, BindingRequest request)
    {
        _before = configuration;
        _request = request;
        _modules = new ApacheModulePlanner(configuration, processes);
        _modules.Require("ssl");
        if (request.Hsts == true) _modules.Require("headers");
        var assumed = configuration.With([], _modules.Assumed);
        if (request.RedirectHttp == true && request.HostNames.SelectMany(name => ApacheNames.Find(assumed, name)).Any(site => !site.IsSsl && !ApacheRedirect.Redirects(site)))
            _modules.Require("rewrite");
        _configuration = configuration.With([], _modules.Assumed);
        _listens = new ApacheListenPlanner(_configuration, request.Port);
        _hosts = request.HostNames.Select(name => (name, ApacheNames.Find(_configuration, name))).ToList();
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What the server can't do.</exception>
    public ServerPlan Plan()
    {
        foreach (var (name, named) in _hosts)
        {
            Bind(named, name);
            if (_request.RedirectHttp is { } redirect) Redirect(named, name, redirect);
        }

        var edits = TextEdit.Files(_modules.Edits.Concat(_listens.Edits).Concat(_clones.Values.Select(clone => (clone.Source, clone.Finish())))
            .Select(edit => (edit.Item1.Path, edit.Item1.Text, (IReadOnlyList<TextEdit>)[edit.Item2]))
            .Concat(_editors.Select(editor => (editor.Key.Block.Source.Path, editor.Key.Block.Source.Text, editor.Value.Finish()))));
        var after = _configuration.With(edits.Select(edit => (edit.Path, ByteText.FromBytes(edit.After!))));
        WarnOfProtocols(after);
        return new ServerPlan
        {
            Edits = edits,
            Commands = _modules.Commands,
            Sites = _hosts.Select(host => SiteOf(after, host.Name, host.Named)).ToList(),
            NewListeners = NewListeners(after),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    private void Bind(IReadOnlyList<ApacheSite> named, string hostName)
    {
        var port = _request.Port;
        var onPort = named.Where(site => site.AddressesOn(port).Count > 0).ToList();
        var bound = onPort.Where(site => site.IsSsl).ToList();
        foreach (var site in bound.Count > 0 ? bound : onPort)
        {
            if (!_bound.Add(site)) continue;
            if (!site.IsEditable) throw SslError.SettingIncluded("VirtualHost", site.Place, hostName);
            if (bound.Count == 0) ThrowIfPlain(site, site.Addresses);
            if (bound.Count == 0) _upgraded.Add(site);
            _listens.Plan(site.AddressesOn(port));
            Secure(site, Editor(site), hostName);
        }

        if (onPort.Count > 0) return;
        foreach (var site in Origins(named)) Clone(site, hostName);
    }

    // Of several with the same address the one on port 80.
    private static IEnumerable<ApacheSite> Origins(IReadOnlyList<ApacheSite> named)
    {
        var plain = named.Where(site => !site.IsSsl).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return (plain.Count > 0 ? plain : named).OrderBy(site => site.AddressesOn(80).Count > 0 ? 0 : 1)
            .Where(site => site.IsMain || site.Addresses.Count(address => seen.Add(address.Key)) > 0).ToList();
    }

    private void Clone(ApacheSite origin, string hostName)
    {
        if (!_bound.Add(origin)) return;
        if (!origin.IsEditable) throw SslError.SettingIncluded("VirtualHost", origin.Place, hostName);
        IReadOnlyList<ApacheAddress> from = origin.IsMain ? [new ApacheAddress(ApacheAddress.Any, 0)] : origin.Addresses;
        ThrowIfPlain(null, from.Select(address => address with { Port = _request.Port }).ToList());
        _listens.Plan(from);
        var clone = _clones[origin] = new ApacheClone(_configuration, origin, _request.Port);
        Secure(clone.Site, clone.Editor, hostName);
    }

    // One that speaks plain HTTP there, as every site of a socket would have to: the first one decides for all.
    private void ThrowIfPlain(ApacheSite? self, IReadOnlyList<ApacheAddress> addresses)
    {
        foreach (var address in addresses)
        {
            if (address.Port != _request.Port) throw SslError.PortNotHttps(_request.Port, self!.Place, "plain HTTP, together with other ports");
            var sharing = _configuration.Sites.Where(site => site != self && site.Addresses.Any(other => other.Port == address.Port && other.Key == address.Key)).ToList();
            if (sharing.FirstOrDefault(site => !site.IsSsl) is { } plain) throw SslError.PortNotHttps(_request.Port, plain.Place, "plain HTTP");
            var listen = _configuration.Listens.FirstOrDefault(listen => listen.Port == address.Port && listen.Serves(address.Key));
            if (self is null && sharing.Count == 0 && listen is { IsHttps: false }) throw SslError.PortNotHttps(_request.Port, listen.Directive.Place, "plain HTTP");
        }
    }

    private ApacheBlockEditor Editor(ApacheSite site) => _editors.TryGetValue(site, out var editor) ? editor : _editors[site] = new ApacheBlockEditor(site);

    private void Secure(ApacheSite site, ApacheBlockEditor editor, string hostName)
    {
        var settings = new ApacheSettings(_configuration, site, editor, hostName);
        if (!site.IsSsl || site.All("SSLEngine").Any()) settings.Set("SSLEngine", "on");
        settings.SetCertificate("SSLCertificateFile", _request.CertificatePath, _warnings);
        settings.SetCertificate("SSLCertificateKeyFile", _request.PrivateKeyPath, _warnings);
        settings.RemoveChain();
        if (_request.TlsPolicy is { } policy)
            foreach (var (name, arguments) in ApacheTlsPolicy.Settings(policy)) settings.Set(name, arguments);
        if (_request.Hsts is { } hsts) ApacheHsts.Set(site, editor, hsts, hostName);
    }

    private void Redirect(IReadOnlyList<ApacheSite> named, string hostName, bool redirect)
    {
        var plain = named.Where(site => !site.IsSsl && !_upgraded.Contains(site)).ToList();
        if (redirect && plain.Count == 0) _warnings.Add($"The site '{hostName}' has no plain HTTP that could be redirected.");
        foreach (var site in plain.Where(_redirected.Add))
        {
            if (!site.IsEditable) throw SslError.SettingIncluded("VirtualHost", site.Place, hostName);
            if (redirect) ApacheRedirect.Add(site, Editor(site), _request.Port);
            else ApacheRedirect.Remove(site, Editor(site));
        }
    }

    private SitePlan SiteOf(ApacheConfiguration after, string hostName, IReadOnlyList<ApacheSite> named)
    {
        var shared = _modules.Edits.Concat(_listens.Edits).Select(edit => new TextChange(edit.Source.Path, "", edit.Edit.Text, 0) { IsShared = true });
        var own = named.Where(_editors.ContainsKey).SelectMany(site => Record(site.Block, site.Block.Start, site.Block.End, _editors[site].Finish()));
        var twins = named.Where(_clones.ContainsKey).SelectMany(site => Record(site.Block, 0, site.Block.Source.Text.Length, [_clones[site].Finish()]));
        var bound = Bound(after, hostName).ToList();
        var endpoints = bound.SelectMany(site => ApacheSockets.Reach(after, site, _request.Port)
            .Select(address => new BindingEndpoint(address, SentName.Of(hostName), site.ProxyProtocol)));
        return new SitePlan(hostName, bound[0].Place, shared.Concat(own).Concat(twins).ToList(), endpoints.Distinct().ToList());
    }

    private static IEnumerable<TextChange> Record(ApacheDirective block, int start, int end, IReadOnlyList<TextEdit> edits) =>
        TextUndo.Record(block.Source.Path, block.Source.Text, start, end, edits);

    private IEnumerable<ApacheSite> Bound(ApacheConfiguration after, string hostName) =>
        ApacheNames.Find(after, hostName).Where(site => site.IsSsl && site.AddressesOn(_request.Port).Count > 0);

    // Those that a module turns on count too.
    private IReadOnlyList<NewListener> NewListeners(ApacheConfiguration after) =>
        after.Listens.Where(listen => listen.Port == _request.Port && !_before.Listens.Any(old => old.Port == listen.Port && old.Address.Key == listen.Address.Key))
            .SelectMany(listen => listen.Sockets).Distinct().Select(address => new NewListener(new IPEndPoint(address, _request.Port), null)).ToList();

    // Until Apache 2.4.42 the first site of a socket chose the versions for all sites on it, before the name was known.
    private void WarnOfProtocols(ApacheConfiguration after)
    {
        if (_request.TlsPolicy is not { } policy || _before.Context.Build.Version >= new Version(2, 4, 42)) return;
        foreach (var site in _hosts.SelectMany(host => Bound(after, host.Name)))
        {
            foreach (var address in site.AddressesOn(_request.Port))
            {
                var first = ApacheSockets.Sharing(after, address.Key, _request.Port)[0];
                if (first == site || ApacheTlsPolicy.VersionsOf(first) == ApacheTlsPolicy.VersionsOf(site)) continue;
                _warnings.Add($"Apache takes the TLS versions on port {_request.Port} from the first site at {first.Place} "
                    + $"({ApacheTlsPolicy.VersionsOf(first)}), not from '{site.Names.FirstOrDefault()}'; give that site the policy {policy} too.");
            }
        }
    }
}
