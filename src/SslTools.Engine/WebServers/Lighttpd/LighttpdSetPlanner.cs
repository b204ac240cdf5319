using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Plans what makes sites serve a certificate: two settings in the site's block, and where nothing speaks TLS on the port yet, sockets in front of it.</summary>
internal sealed class LighttpdSetPlanner
{
    private readonly LighttpdConfiguration _configuration;
    private readonly BindingRequest _request;
    private readonly LighttpdCertificateFiles _files;
    private readonly Func<int, bool> _holds;
    private readonly Dictionary<LighttpdStatement, (LighttpdSite Site, IReadOnlyList<TextEdit> Lead, IReadOnlyList<TextEdit> Block)> _edits = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The request.</param>
    /// <param name="holds">Whether the running server has a port open, which it may keep from an earlier configuration.</param>
    public LighttpdSetPlanner(LighttpdConfiguration configuration, BindingRequest request, Func<int, bool> holds)
    {
        _configuration = configuration;
        _request = request;
        _holds = holds;
        _files = new LighttpdCertificateFiles(configuration, request);
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var hosts = _request.HostNames.Select(name => (Name: name, Site: Target(LighttpdNames.Find(_configuration, name)))).ToList();
        foreach (var (name, site) in hosts)
            if (!_edits.ContainsKey(site.Block)) _edits[site.Block] = (site, Lead(site, name), Block(site, name));

        var edits = TextEdit.Files(_edits.Values.Select(edit =>
            (edit.Site.Block.Source.Path, edit.Site.Block.Source.Text, (IReadOnlyList<TextEdit>)[.. edit.Lead, .. edit.Block])));
        var after = edits.Count == 0 ? _configuration : LighttpdConfiguration.Load(_configuration.Path, edits.ToDictionary(e => e.Path, e => e.After!));
        return new ServerPlan
        {
            Edits = [.. _files.Edits(), .. edits],
            Sites = hosts.Select(host => SiteOf(after, host.Name, host.Site)).ToList(),
            NewListeners = NewListeners(after),
            Warnings = Warnings(after, hosts.Select(host => host.Name)).Distinct().ToList(),
        };
    }

    // Of several blocks for a name: one that can be served with TLS on the port, and has a certificate already; otherwise one that stands in no socket.
    private LighttpdSite Target(IReadOnlyList<LighttpdSite> named) =>
        named.LastOrDefault(site => site.HasCertificate && site.TlsSockets(_configuration, _request.Port).Count > 0)
        ?? named.FirstOrDefault(site => site.Scope.Parent!.Parent is null)
        ?? named.FirstOrDefault(site => site.TlsSockets(_configuration, _request.Port).Count > 0)
        ?? throw SslError.SiteTiedToAddress(named[0].Names.FirstOrDefault() ?? "", named[0].Place, _request.Port);

    private IReadOnlyList<TextEdit> Block(LighttpdSite site, string hostName)
    {
        var settings = new LighttpdSettings(site.Block, "=");
        foreach (var (name, path) in Certificate)
        {
            var present = site.Scope.Own(name);
            if (present?.Value.Text == path) continue;
            if (present is { } other && !site.IsOwn(other.Statement)) throw SslError.SettingIncluded(name, other.Statement.Place, hostName);
            settings.Set(name, LighttpdText.Quote(path));
        }

        return settings.Finish();
    }

    private IReadOnlyList<(string Name, string Path)> Certificate => [("ssl.pemfile", _files.CertificatePath), ("ssl.privkey", _files.PrivateKeyPath)];

    private IReadOnlyList<TextEdit> Lead(LighttpdSite site, string hostName)
    {
        var foreign = site.TlsSockets(_configuration, _request.Port).Where(socket => socket.IsForeign).ToList();
        if (foreign.FirstOrDefault(socket => _request.TlsPolicy is { } policy && LighttpdTlsPolicy.Of(_configuration, socket) != policy) is { } decided)
            throw SslError.PolicyOfSocket(LighttpdInstance.ServerName, decided.Place, $"{LighttpdTlsPolicy.Setting} = {LighttpdTlsPolicy.Value(_request.TlsPolicy!.Value)}");
        var lead = new LighttpdLead(site);
        var settings = Certificate.Select(file => (file.Name, LighttpdText.Quote(file.Path))).ToList();
        if (_request.TlsPolicy is { } asked) settings.Add((LighttpdTlsPolicy.Setting, LighttpdTlsPolicy.Value(asked)));
        var edits = lead.Sockets.Where(block => block.Children!.Count > 0).SelectMany(block => Changed(block, settings)).ToList();
        var later = foreign.Where(socket => socket.Scope.Own("ssl.pemfile") is not null && !site.IsWithin(socket) && _configuration.IsAfter(socket.Scope, site.Scope)).ToList();
        if (later.Count > 0) edits.Add(lead.Precedence(hostName, later.Select(socket => socket.Text)));
        if (foreign.Count > 0) return edits;
        var present = lead.Sockets.Select(block => LighttpdValue.Evaluate(block.Expression, _configuration.Global).Text).ToList();
        var missing = LighttpdListeners.For(_configuration, _request.Port).Where(text => !present.Contains(text)).ToList();
        if (missing.Count > 0) edits.Add(lead.Insertion(hostName, missing, settings, lead.Sockets.Count == 0 && !LighttpdLead.HasModule(_configuration)));
        return edits;
    }

    private static IEnumerable<TextEdit> Changed(LighttpdStatement block, IEnumerable<(string Name, string Value)> wanted)
    {
        var settings = new LighttpdSettings(block, ":=");
        foreach (var (name, value) in wanted) settings.Set(name, value);
        return settings.Finish();
    }

    private SitePlan SiteOf(LighttpdConfiguration after, string hostName, LighttpdSite site)
    {
        var (_, leadEdits, blockEdits) = _edits[site.Block];
        var lead = new LighttpdLead(site);
        var source = site.Block.Source;
        var changes = TextUndo.Record(source.Path, source.Text, lead.Start, lead.End, leadEdits)
            .Concat(TextUndo.Record(source.Path, source.Text, site.Block.Start, site.Block.End, blockEdits)).ToList();
        var bound = Bound(after, hostName);
        var endpoints = bound.SelectMany(found => found.TlsSockets(after, _request.Port)).SelectMany(socket => socket.Reach(after.Sockets))
            .Select(address => new BindingEndpoint(address, SentName.Of(hostName), false));
        return new SitePlan(hostName, bound[0].Place, changes, endpoints.Distinct().ToList()) { DeployedPaths = _files.DeployedPaths };
    }

    private IReadOnlyList<LighttpdSite> Bound(LighttpdConfiguration after, string hostName) =>
        LighttpdNames.Find(after, hostName).Where(site => site.HasCertificate && site.TlsSockets(after, _request.Port).Count > 0).ToList();

    private IReadOnlyList<NewListener> NewListeners(LighttpdConfiguration after) =>
        after.Sockets.Where(socket => socket.Port == _request.Port && socket.Address is not null && !_configuration.Sockets.Any(socket.IsSameAs) && !_holds(socket.Port))
            .Select(socket => new NewListener(new IPEndPoint(socket.Address!, socket.Port), null)).ToList();

    private IEnumerable<string> Warnings(LighttpdConfiguration after, IEnumerable<string> hostNames)
    {
        if (_configuration.Programs.Count > 0)
            yield return $"The configuration takes lines from elsewhere at {string.Join(", ", _configuration.Programs.Select(program => program.Place))}; SslTools runs no programs, so it does not know what these say.";
        if (_request.TlsPolicy is not { } policy) yield break;
        foreach (var socket in hostNames.SelectMany(name => Bound(after, name)).SelectMany(site => site.TlsSockets(after, _request.Port)))
            if (LighttpdTlsPolicy.Of(after, socket) != policy)
                yield return $"lighttpd has one TLS policy for all sites on {socket.Text}: that of {socket.Scope.Own(LighttpdTlsPolicy.Setting)?.Statement.Place} decides; give that site the policy {policy} too.";
    }
}
