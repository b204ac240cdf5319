using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Plans what makes sites serve a certificate. A site with HTTPS is edited in place; one without gets another beside it.</summary>
internal sealed class CaddySetPlanner
{
    private readonly CaddyConfiguration _configuration;
    private readonly BindingRequest _request;
    private readonly ReadableCopy _copy;
    private readonly string _files;
    private readonly Dictionary<CaddySite, CaddySiteEditor> _editors = [];
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The request.</param>
    /// <param name="owner">The account that Caddy runs as; null where it can read the store.</param>
    public CaddySetPlanner(CaddyConfiguration configuration, BindingRequest request, string? owner)
    {
        _configuration = configuration;
        _request = request;
        _copy = ReadableCopy.For(request, Path.Combine(Path.GetDirectoryName(configuration.Path)!, "ssltools"), owner);
        _files = CaddyText.Quote(_copy.CertificatePath) + " " + CaddyText.Quote(_copy.PrivateKeyPath);
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var hosts = _request.HostNames.Select(name => (Name: name, Sites: CaddyNames.Find(_configuration, name))).ToList();
        foreach (var (name, sites) in hosts)
        {
            foreach (var site in sites.Where(site => site.Serves(name, _request.Port) && !_editors.ContainsKey(site))) Bind(site, name);
        }

        foreach (var plain in hosts.Where(host => !host.Sites.Any(site => site.Serves(host.Name, _request.Port))).GroupBy(host => host.Sites[0]))
            Add(plain.Key, plain.Select(host => host.Name).ToList());
        if (_request.RedirectHttp is { } redirect)
            foreach (var (name, sites) in hosts) Redirect(sites, name, redirect);

        var edits = TextEdit.Files(_editors.Select(editor => (editor.Key.Block.Source.Path, editor.Key.Block.Source.Text, editor.Value.Finish())));
        var after = edits.Count == 0 ? _configuration : CaddyConfiguration.Load(_configuration.Path, edits.ToDictionary(e => e.Path, e => e.After!));
        return new ServerPlan
        {
            Edits = [.. _copy.Edits, .. edits],
            Sites = hosts.Select(host => SiteOf(after, host.Name, host.Sites)).ToList(),
            NewListeners = NewListeners(after),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    private CaddySiteEditor Editor(CaddySite site, string hostName) =>
        _editors.TryGetValue(site, out var editor) ? editor : _editors[site] = new CaddySiteEditor(site, hostName);

    private void Bind(CaddySite site, string hostName)
    {
        var editor = Editor(site, hostName);
        editor.SetTls(_files, _request.TlsPolicy);
        var sent = site.Directives.Where(CaddyText.IsHsts).ToList();
        if (_request.Hsts == true && sent.Count == 0) editor.Add(CaddyText.Hsts);
        if (_request.Hsts == false) foreach (var node in sent) editor.Delete(node);
    }

    private void Add(CaddySite site, IReadOnlyList<string> names)
    {
        var editor = Editor(site, names[0]);
        var tls = editor.TlsLine(_files, _request.TlsPolicy);
        string[] lines = _request.Hsts == true ? [tls, CaddyText.Hsts] : [tls];
        editor.Copy(names.Select(name => $"https://{(name.Contains(":") ? $"[{name}]" : name)}{(_request.Port == _configuration.HttpsPort ? "" : ":" + _request.Port)}"), lines);
    }

    private void Redirect(IReadOnlyList<CaddySite> sites, string hostName, bool redirect)
    {
        var plain = sites.Where(site => site.TakesHttp(hostName)).ToList();
        if (redirect && plain.Count == 0 && !_configuration.AutomaticHttps) _warnings.Add($"The site '{hostName}' has no plain HTTP that could be redirected.");
        foreach (var site in plain)
        {
            var present = site.Directives.Where(CaddyText.IsRedirect).ToList();
            if (redirect && present.Count == 0) Editor(site, hostName).Add(CaddyText.Redirect(_request.Port));
            if (!redirect) foreach (var node in present) Editor(site, hostName).Delete(node);
        }
    }

    private SitePlan SiteOf(CaddyConfiguration after, string hostName, IReadOnlyList<CaddySite> sites)
    {
        var changes = sites.Where(_editors.ContainsKey)
            .SelectMany(site => TextUndo.Record(site.Block.Source.Path, site.Block.Source.Text, site.Block.Start, site.Block.End, _editors[site].Finish()));
        var bound = CaddyNames.Find(after, hostName).Where(site => site.Serves(hostName, _request.Port)).ToList();
        return new SitePlan(hostName, bound[0].Place, changes.ToList(), bound.SelectMany(site => CaddyNames.Reach(site, hostName, _request.Port)).Distinct().ToList())
        {
            DeployedPaths = _copy.Paths,
        };
    }

    private IReadOnlyList<NewListener> NewListeners(CaddyConfiguration after)
    {
        if (_configuration.Sites.SelectMany(site => site.Addresses).Any(address => address.Port == _request.Port)) return [];
        return after.Sites.Where(site => site.Addresses.Any(address => address.Port == _request.Port))
            .SelectMany(site => site.Binds.Count == 0 ? [IPAddress.Any, IPAddress.IPv6Any] : site.Binds).Distinct()
            .Select(address => new NewListener(new IPEndPoint(address, _request.Port), null)).ToList();
    }
}
