using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// Plans the removal of HTTPS from sites. What was remembered when the site was bound is undone, so that the original bytes
/// stand there again; a site that was bound by hand loses what makes it answer HTTPS on the port.
/// </summary>
internal sealed class NginxRemovePlanner
{
    private readonly NginxConfiguration _configuration;
    private readonly BindingRequest _request;
    private readonly Dictionary<NginxDirective, (NginxSite Site, string Text)> _blocks = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The names and the port.</param>
    public NginxRemovePlanner(NginxConfiguration configuration, BindingRequest request)
    {
        _configuration = configuration;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record, Named: NginxNames.Find(_configuration, name))).ToList();
        foreach (var (name, record, named) in hosts)
        {
            var bound = named.Where(site => site.SslListens(_request.Port).Count > 0).ToList();
            if (bound.Count == 0) throw SslError.BindingNotFound(name, _request.Port, named[0].Place);

            // Two names of one block: the first one's removal took everything out.
            if (bound.All(site => _blocks.ContainsKey(site.Block)) || Undo(record, named)) continue;
            foreach (var site in bound) TakeOut(site, name);
        }

        var edits = TextEdit.Files(_blocks.Select(block =>
            (block.Key.Source.Path, block.Key.Source.Text, (IReadOnlyList<TextEdit>)[new TextEdit(block.Key.Start, block.Key.End, block.Value.Text)])));
        var after = NginxConfiguration.Load(_configuration.Path, edits.ToDictionary(e => e.Path, e => e.After!));
        return new ServerPlan { Edits = edits, Sites = hosts.Select(host => SiteOf(after, host.Name, host.Named)).ToList() };
    }

    private string TextOf(NginxSite site) => _blocks.TryGetValue(site.Block, out var block) ? block.Text : site.Block.Text;

    // True when anything that was remembered still stood there.
    private bool Undo(BindingRecord? record, IReadOnlyList<NginxSite> named)
    {
        var undone = false;
        foreach (var change in (record?.Changes ?? []).Reverse())
        {
            foreach (var site in named.Where(site => site.Block.Source.Path == change.Path))
            {
                if (NginxUndo.Apply(TextOf(site), change) is not { } text) continue;
                _blocks[site.Block] = (site, text);
                undone = true;
                break;
            }
        }

        return undone;
    }

    private void TakeOut(NginxSite site, string hostName)
    {
        var listens = site.SslListens(_request.Port);
        if (listens.FirstOrDefault(listen => !site.IsOwn(listen.Directive)) is { } included)
            throw SslError.SettingIncluded("listen", included.Directive.Place, hostName);
        var rest = site.Listens.Except(listens).ToList();
        if (!rest.Any(listen => !listen.IsQuic)) throw SslError.LastListener(hostName, _request.Port, site.Place);

        var editor = new NginxBlockEditor(site);
        foreach (var listen in listens) editor.Delete(listen.Directive);
        NginxRedirect.Remove(site, editor);
        if (!rest.Any(site.IsSsl))
        {
            foreach (var directive in site.Own("ssl_certificate").Concat(site.Own("ssl_certificate_key"))) editor.Delete(directive);
            if (NginxHsts.IsSent(site)) new NginxHsts(_configuration, site, editor, hostName).Set(false, []);
        }

        var text = TextEdit.Apply(site.Block.Source.Text, editor.Finish(), site.Block.Start, site.Block.End);
        _blocks[site.Block] = (site, text);
    }

    private SitePlan SiteOf(NginxConfiguration after, string hostName, IReadOnlyList<NginxSite> named)
    {
        var bound = named.Where(site => site.SslListens(_request.Port).Count > 0).ToList();
        var removed = bound.Select(CertificateOf).Where(path => path is not null).Select(path => path!).Distinct().ToList();
        var endpoints = new List<BindingEndpoint>();
        foreach (var listen in bound.SelectMany(site => site.SslListens(_request.Port)))
        {
            // Another site, or the one before, may go on serving the same certificate to this name: then bytes prove nothing.
            var answering = NginxSockets.Answering(after, listen.Key, _request.Port, hostName);
            if (answering is not null && CertificateOf(answering) is { } path && removed.Contains(path)) continue;
            endpoints.AddRange(NginxSockets.Reach(after, listen, _request.Port)
                .Select(address => new BindingEndpoint(address, SentName.Of(hostName), listen.ProxyProtocol)));
        }

        return new SitePlan(hostName, bound[0].Place, [], endpoints.Distinct().ToList()) { RemovedCertificatePaths = removed };
    }

    private string? CertificateOf(NginxSite site) =>
        site.Applying("ssl_certificate")?.Arguments.FirstOrDefault() is { } path
            ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_configuration.Path)!, path) : null;
}
