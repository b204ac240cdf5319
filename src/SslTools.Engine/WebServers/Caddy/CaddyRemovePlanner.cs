using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Plans the removal of certificates from sites: what was remembered is undone; a site bound by hand loses its certificate.</summary>
internal sealed class CaddyRemovePlanner
{
    private readonly CaddyConfiguration _before;
    private readonly BindingRequest _request;
    private readonly Dictionary<string, byte[]> _changed = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The names and the port.</param>
    public CaddyRemovePlanner(CaddyConfiguration configuration, BindingRequest request)
    {
        _before = configuration;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record, Bound: BoundTo(_before, name))).ToList();
        foreach (var (name, record, bound) in hosts)
        {
            if (bound.Count == 0) throw SslError.BindingNotFound(name, _request.Port, CaddyNames.Find(_before, name)[0].Place);
            foreach (var change in (record?.Changes ?? []).Reverse()) Undo(name, change);
            var files = bound.Select(site => site.Files).ToList();
            foreach (var site in BoundTo(Now(), name).Where(site => site.Files is not null && files.Contains(site.Files))) TakeOut(site, name);
        }

        var after = Now();
        var edits = _changed.Select(file => new FileEdit(file.Key, ConfigurationFile.Read(file.Key), file.Value)).Where(edit => !edit.IsAfter(edit.Before)).ToList();
        var named = new HashSet<string>(after.Sites.Where(site => site.Files is not null).SelectMany(site => new[] { site.Files!.Value.Certificate, site.Files.Value.Key }));
        return new ServerPlan
        {
            Edits = [.. edits, .. DeployedFile.Remove(records.SelectMany(record => record?.DeployedPaths ?? []), named.Contains)],
            Sites = hosts.Select(host => SiteOf(after, host.Name, host.Bound)).ToList(),
            Warnings = _warnings,
        };
    }

    private CaddyConfiguration Now() => _changed.Count == 0 ? _before : CaddyConfiguration.Load(_before.Path, _changed);

    private IReadOnlyList<CaddySite> BoundTo(CaddyConfiguration configuration, string hostName) =>
        CaddyNames.Find(configuration, hostName).Where(site => site.Serves(hostName, _request.Port)).ToList();

    // In the site's own block; what was added after a block stands behind it.
    private void Undo(string hostName, TextChange change)
    {
        var sites = CaddyNames.Find(Now(), hostName).Where(site => site.Block.Source.Path == change.Path).ToList();
        foreach (var (site, toEnd) in sites.Select(site => (site, false)).Concat(sites.Select(site => (site, true))))
        {
            var text = site.Block.Source.Text;
            var end = toEnd ? text.Length : site.Block.End;
            if (TextUndo.Apply(text.Substring(site.Block.Start, end - site.Block.Start), change) is not { } part) continue;
            _changed[change.Path] = ByteText.ToBytes(text.Substring(0, site.Block.Start) + part + text.Substring(end));
            return;
        }
    }

    private void TakeOut(CaddySite site, string hostName)
    {
        var editor = new CaddySiteEditor(site, hostName);
        editor.Delete(site.Tls!);
        var (path, text) = (site.Block.Source.Path, site.Block.Source.Text);
        _changed[path] = ByteText.ToBytes(TextEdit.Apply(text, editor.Finish(), 0, text.Length));
        if (_before.AutomaticHttps) _warnings.Add($"Caddy goes on answering HTTPS for '{hostName}' ({site.Place}) with a certificate that it gets by itself.");
    }

    private SitePlan SiteOf(CaddyConfiguration after, string hostName, IReadOnlyList<CaddySite> bound)
    {
        var removed = bound.Where(site => site.Files is not null).Select(site => site.Files!.Value.Certificate).Distinct().ToList();

        // Another site may go on serving the same certificate to this name: then bytes prove nothing.
        var still = after.Sites.Where(site => site.Serves(hostName, _request.Port)).Any(site => site.Files is { } files && removed.Contains(files.Certificate));
        var endpoints = still ? [] : bound.SelectMany(site => CaddyNames.Reach(site, hostName, _request.Port)).Distinct().ToList();
        return new SitePlan(hostName, bound[0].Place, [], endpoints) { RemovedCertificatePaths = removed };
    }
}
