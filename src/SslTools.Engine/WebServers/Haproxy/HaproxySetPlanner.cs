using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Plans what has frontends serve a certificate to names, one name after the other: each step reads what those before it made.</summary>
internal sealed class HaproxySetPlanner
{
    private readonly HaproxyContext _context;
    private readonly BindingRequest _request;
    private readonly HaproxyDeployment _deployment;
    private readonly TextWorkspace _workspace = new();
    private readonly IReadOnlyList<string> _certificateNames;
    private readonly bool _isEcdsa;
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="context">What the configuration is read with.</param>
    /// <param name="request">The request, with a certificate.</param>
    public HaproxySetPlanner(HaproxyContext context, BindingRequest request)
    {
        _context = context;
        _request = request;
        _deployment = new HaproxyDeployment(context.ConfigPath);
        var description = context.Reader.Describe(request.Bundle!.Leaf);
        _certificateNames = description.DnsNames;
        _isEcdsa = description.KeyAlgorithm.StartsWith("P", StringComparison.Ordinal);
    }

    private string PemPath => _deployment.PemPath(_request.CertificateName);

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var before = Load();
        var hosts = _request.HostNames.Select(name => (Name: name, Sections: new HaproxyNames(before).Find(name, _request.Port).Select(section => section.Title).ToList())).ToList();
        var changes = hosts.ToDictionary(host => host.Name, host => Change(host.Name, host.Sections));
        var after = Load();
        return new ServerPlan
        {
            Edits = [.. new HaproxyCopies(_context, _deployment).Edits(before, after, PemPath, DeployedFile.Combined(_request.Bundle!)), .. _workspace.Edits],
            Sites = hosts.Select(host => SiteOf(after, host.Name, host.Sections, changes[host.Name])).ToList(),
            NewListeners = HaproxySockets.New(before, after, _request.Port),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    private HaproxyConfiguration Load() => new(_context, _workspace);

    private IReadOnlyList<TextChange> Change(string hostName, IReadOnlyList<string> titles)
    {
        var changes = new List<TextChange>();
        foreach (var title in titles)
        {
            changes.AddRange(Bind(hostName, title));
            if (_request.Hsts is { } hsts) changes.AddRange(EditRules(title, hostName, (section, editor) => Hsts(section, editor, hostName, hsts)));
        }

        if (_request.RedirectHttp is { } redirect)
        {
            var plain = new HaproxyNames(Load()).FindPlain(hostName).Select(section => section.Title).ToList();
            if (redirect && plain.Count == 0) _warnings.Add($"There is no plain HTTP for '{hostName}' that could be redirected.");
            foreach (var title in plain)
                changes.AddRange(EditRules(title, hostName, (section, editor) => HaproxyRules.Redirect(section, editor, hostName, _request.Port, redirect)));
        }

        return changes;
    }

    private IEnumerable<TextChange> Bind(string hostName, string title)
    {
        var configuration = Load();
        var section = Section(configuration, title);
        var order = new HaproxyOrder(hostName, _request.Port, _deployment.ListPath(section, _request.Port), PemPath, _certificateNames);
        if (HandWritten(configuration, section, order) is { } found) return EditHandWritten(found);
        var editor = new HaproxyEditor(section, hostName);
        var binds = new HaproxyBindPlanner(configuration, section, editor, order);
        binds.Plan();
        var changes = _workspace.Edit(section.Source.Path, editor.Finish()).Select(change => change with { IsShared = true }).ToList();
        WarnOfOthers(title, order);
        var list = HaproxyListText.Set(_workspace.Read(order.ListPath), section.Title, hostName, PemPath, binds.Aliases, _request.TlsPolicy);
        _workspace.Write(order.ListPath, binds.Default is null ? list : HaproxyListText.KeepDefault(list, binds.Default));
        return changes;
    }

    // A line for that name alone, in a crt-list of this section alone, is edited where it stands.
    private HaproxyCertificate? HandWritten(HaproxyConfiguration configuration, HaproxySection section, HaproxyOrder order)
    {
        var found = section.TlsBinds(order.Port).SelectMany(configuration.Certificates.Of)
            .FirstOrDefault(c => c.ListPath is not null && c.ListPath != order.ListPath && c.Entry!.Names.Count == 1 && c.HasName(order.HostName));
        var users = configuration.Frontends.Where(other => other.Binds.Any(bind => bind.Certificates.Any(p => p.Name == "crt-list" && configuration.Certificates.ListPath(bind, p) == found?.ListPath)));
        return found is not null && users.All(user => user == section) ? found : null;
    }

    private IEnumerable<TextChange> EditHandWritten(HaproxyCertificate found)
    {
        var entry = found.Entry!;
        var options = HaproxyTlsPolicy.Apply(entry.Options, _request.TlsPolicy);
        if (found.Path == PemPath && options == entry.Options) return [];
        var text = _workspace.Read(found.ListPath!)!;
        var end = text.Substring(entry.Start, entry.End - entry.Start).TrimEnd('\r', '\n').Length + entry.Start;
        var line = HaproxyCrtEntry.Write(PemPath, options, entry.Names.Concat(entry.Excluded.Select(name => "!" + name)));
        return _workspace.Edit(found.ListPath!, [new TextEdit(entry.Start, entry.End, line + text.Substring(end, entry.End - end))]);
    }

    private IEnumerable<TextChange> EditRules(string title, string hostName, Action<HaproxySection, HaproxyEditor> edit)
    {
        var section = Section(Load(), title);
        var editor = new HaproxyEditor(section, hostName);
        edit(section, editor);
        return _workspace.Edit(section.Source.Path, editor.Finish());
    }

    private void Hsts(HaproxySection section, HaproxyEditor editor, string hostName, bool hsts)
    {
        if (section.IsHttp) HaproxyRules.Hsts(section, editor, hostName, hsts, _warnings);
        else if (hsts) _warnings.Add($"'{section.Title}' passes on TCP, so it can't send Strict-Transport-Security for '{hostName}'.");
    }

    private void WarnOfOthers(string title, HaproxyOrder order)
    {
        var configuration = Load();
        var section = Section(configuration, title);
        var others = section.TlsBinds(order.Port).SelectMany(configuration.Certificates.Of).Where(certificate => certificate.ListPath != order.ListPath && certificate.Path != PemPath).ToList();
        if (!_isEcdsa && others.FirstOrDefault(other => other.IsEcdsa && other.Covers(order.HostName)) is { } preferred)
            _warnings.Add($"The certificate '{preferred.Path}' has an ECDSA key and covers '{order.HostName}' too: HAProxy prefers it. Give a certificate with an ECDSA key, or take that one out.");
        if (order.IsAddress && others.Count > 0)
            _warnings.Add($"Clients that send no name, or one that no certificate has, got '{others[0].Path}' from '{section.Title}' and now get the certificate of '{order.HostName}'.");
    }

    private SitePlan SiteOf(HaproxyConfiguration after, string hostName, IReadOnlyList<string> titles, IReadOnlyList<TextChange> changes)
    {
        var sections = titles.Select(title => Section(after, title)).ToList();
        var endpoints = sections.SelectMany(section => HaproxySockets.Endpoints(after, section, _request.Port, hostName)).Select(found => found.Endpoint);
        return new SitePlan(hostName, sections[0].Place, changes, endpoints.Distinct().ToList()) { DeployedPaths = [PemPath] };
    }

    private static HaproxySection Section(HaproxyConfiguration configuration, string title) => configuration.Frontends.First(section => section.Title == title);
}
