using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>
/// Plans the removal of HTTPS from sites. What was remembered when the site was bound is undone, so that the original bytes
/// stand there again; a site that was bound by hand loses its certificate.
/// </summary>
internal sealed class LighttpdRemovePlanner
{
    private readonly LighttpdConfiguration _before;
    private readonly BindingRequest _request;
    private readonly Dictionary<string, (byte[] Before, byte[] After)> _files = [];
    private LighttpdConfiguration _now;

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The names and the port.</param>
    public LighttpdRemovePlanner(LighttpdConfiguration configuration, BindingRequest request)
    {
        _before = _now = configuration;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record, Bound: Bound(name))).ToList();
        var done = new HashSet<LighttpdStatement>();
        foreach (var (name, record, bound) in hosts)
        {
            // Two names of one block: the first one's removal took everything out.
            if (bound.All(site => !done.Add(site.Block)) || Undo(name, record)) continue;
            foreach (var site in LighttpdNames.Find(_now, name).Where(site => bound.Any(b => b.Place == site.Place))) TakeOut(site, name);
        }

        var edits = _files.Where(file => !file.Value.Before.SequenceEqual(file.Value.After)).Select(file => new FileEdit(file.Key, file.Value.Before, file.Value.After));
        var copies = LighttpdCertificateFiles.Removals(_now, records.SelectMany(record => record?.DeployedPaths ?? []));
        return new ServerPlan { Edits = [.. edits, .. copies], Sites = hosts.Select(host => SiteOf(host.Name, host.Bound)).ToList(), Warnings = Warnings() };
    }

    // A graceful restart closes no socket (server_sockets_restore in src/server.c).
    private IReadOnlyList<string> Warnings() => _now.Sockets.Any(socket => socket.Port == _request.Port)
        ? [] : [$"lighttpd keeps port {_request.Port} open, now for plain HTTP, until it is restarted: a reload closes no port."];

    private IReadOnlyList<LighttpdSite> Bound(string name)
    {
        var named = LighttpdNames.Find(_before, name);
        var bound = named.Where(site => site.HasCertificate && site.TlsSockets(_before, _request.Port).Count > 0).ToList();
        return bound.Count > 0 ? bound : throw SslError.BindingNotFound(name, _request.Port, named[0].Place);
    }

    // True when anything that was remembered still stood there.
    private bool Undo(string name, BindingRecord? record)
    {
        var undone = false;
        foreach (var change in (record?.Changes ?? []).Reverse())
        {
            foreach (var site in LighttpdNames.Find(_now, name).Where(site => site.Block.Source.Path == change.Path))
            {
                var lead = new LighttpdLead(site);
                var isLead = LighttpdLead.IsIn(change);
                if (isLead && lead.IsShared(_now)) continue;
                var (start, end) = isLead ? (lead.Start, lead.End) : (site.Block.Start, site.Block.End);
                var text = site.Block.Source.Text;
                if (TextUndo.Apply(text.Substring(start, end - start), change) is not { } part) continue;
                Write(site.Block.Source, text.Substring(0, start) + part + text.Substring(end));
                undone = true;
                break;
            }
        }

        return undone;
    }

    private void TakeOut(LighttpdSite site, string hostName)
    {
        var text = site.Block.Source.Text;
        var edits = new List<TextEdit>();
        foreach (var name in new[] { "ssl.pemfile", "ssl.privkey" })
        {
            if (site.Scope.Own(name) is not { } own) continue;
            if (!site.IsOwn(own.Statement)) throw SslError.SettingIncluded(name, own.Statement.Place, hostName);
            edits.Add(TextLines.Deletion(text, own.Statement.Start, own.Statement.End));
        }

        var lead = new LighttpdLead(site);
        if (!lead.IsShared(_now)) edits.AddRange(lead.Deletions());
        Write(site.Block.Source, TextEdit.Apply(text, edits, 0, text.Length));
    }

    private void Write(LighttpdSource source, string text)
    {
        var before = _files.TryGetValue(source.Path, out var file) ? file.Before : ByteText.ToBytes(source.Text);
        _files[source.Path] = (before, ByteText.ToBytes(text));
        _now = LighttpdConfiguration.Load(_before.Path, _files.ToDictionary(f => f.Key, f => f.Value.After));
    }

    private SitePlan SiteOf(string hostName, IReadOnlyList<LighttpdSite> bound)
    {
        var host = SentName.Of(hostName) ?? "";
        var sockets = bound.SelectMany(site => site.TlsSockets(_before, _request.Port)).Distinct().ToList();
        var removed = sockets.Select(socket => CertificateOf(_before, host, socket)).Where(path => path is not null).Select(path => path!).Distinct().ToList();

        // Another site, or the socket itself, may go on serving the same certificate to this name: then bytes prove nothing.
        var endpoints = sockets.Where(socket => !_now.Sockets.Any(other => other.IsTls && other.IsSameAs(socket) && CertificateOf(_now, host, other) is { } path && removed.Contains(path)))
            .SelectMany(socket => socket.Reach(_before.Sockets)).Select(address => new BindingEndpoint(address, SentName.Of(hostName), false));
        return new SitePlan(hostName, bound[0].Place, [], endpoints.Distinct().ToList()) { RemovedCertificatePaths = removed };
    }

    private static string? CertificateOf(LighttpdConfiguration configuration, string host, LighttpdSocket socket) =>
        configuration.Effective("ssl.pemfile", host, socket)?.Value.Text is { } path ? configuration.FullPath(path) : null;
}
