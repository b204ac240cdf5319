using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// Plans the removal of certificates from names. What was remembered is undone, what names share with the last of them; a name that was bound
/// by hand loses its certificate, and the bind line goes with its last one.
/// </summary>
internal sealed class HaproxyRemovePlanner
{
    private readonly HaproxyContext _context;
    private readonly BindingRequest _request;
    private readonly HaproxyDeployment _deployment;
    private readonly TextWorkspace _workspace = new();
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="context">What the configuration is read with.</param>
    /// <param name="request">The names and the port.</param>
    public HaproxyRemovePlanner(HaproxyContext context, BindingRequest request)
    {
        _context = context;
        _request = request;
        _deployment = new HaproxyDeployment(context.ConfigPath);
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var before = Load();
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record, Sections: new HaproxyNames(before).Find(name, _request.Port))).ToList();
        var removed = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, record, sections) in hosts)
        {
            if (sections.All(section => section.TlsBinds(_request.Port).Count == 0)) throw SslError.BindingNotFound(name, _request.Port, sections[0].Place);
            removed[name] = sections.Where(section => section.TlsBinds(_request.Port).Count > 0).SelectMany(section => Remove(section.Title, name, record)).Distinct().ToList();
            Undo(record, name, sections);
        }

        CleanUp(hosts.SelectMany(host => host.Sections.Select(section => (section.Title, host.Name))).ToList());
        var after = Load();
        var deployed = records.SelectMany(record => record?.DeployedPaths ?? []);
        return new ServerPlan
        {
            Edits = [.. _workspace.Edits, .. new HaproxyCopies(_context, _deployment).Edits(before, after, null, [], deployed)],
            Sites = hosts.Select(host => new SitePlan(host.Name, host.Sections[0].Place, [], Endpoints(before, after, host.Sections, host.Name, removed[host.Name]))
            {
                RemovedCertificatePaths = removed[host.Name],
            }).ToList(),
            Warnings = _warnings,
        };
    }

    private HaproxyConfiguration Load() => new(_context, _workspace);

    // The certificates that the name loses.
    private IReadOnlyList<string> Remove(string title, string hostName, BindingRecord? record)
    {
        var configuration = Load();
        var section = configuration.Frontends.First(other => other.Title == title);
        var certificates = section.TlsBinds(_request.Port).SelectMany(bind => configuration.Certificates.Of(bind).Select(certificate => (Bind: bind, Certificate: certificate))).ToList();
        var own = _deployment.ListPath(section, _request.Port);
        var found = certificates.Where(pair => pair.Certificate.ListPath == own && pair.Certificate.HasName(hostName)).ToList();
        if (found.Count > 0) _workspace.Write(own, HaproxyListText.Remove(_workspace.Read(own)!, hostName));
        if (found.Count == 0) found = certificates.Where(pair => pair.Certificate.HasName(hostName)).ToList();
        if (found.Count == 0) found = certificates.Where(pair => pair.Certificate.Covers(hostName)).Take(1).ToList();
        if (found.Count == 0) throw SslError.BindingNotFound(hostName, _request.Port, section.Place);
        if (found[0].Certificate.ListPath != own && record?.Changes.Any(change => change.Path == found[0].Certificate.ListPath) != true) TakeOut(section, hostName, found);
        return found.Select(pair => pair.Certificate.Path).ToList();
    }

    // What was bound by hand.
    private void TakeOut(HaproxySection section, string hostName, IReadOnlyList<(HaproxyBind Bind, HaproxyCertificate Certificate)> found)
    {
        var editor = new HaproxyEditor(section, hostName);
        foreach (var (bind, certificate) in found)
        {
            if (certificate.Entry is { } entry) TakeOutOfList(certificate, entry, hostName);
            else if (certificate.IsSingle) editor.Delete(bind.Line, certificate.Parameter);
            else throw SslError.CertificateInFolder(hostName, certificate.Path, bind.Line.Place);
            var others = certificate.Names.Where(name => !name.Equals(hostName, StringComparison.OrdinalIgnoreCase)).ToList();
            if (others.Count > 0 && certificate.Entry?.Names.Count is null or 0)
                _warnings.Add($"The certificate '{certificate.Path}' goes from '{section.Title}' for its other names too: {string.Join(", ", others)}.");
        }

        _workspace.Edit(section.Source.Path, editor.Finish());
    }

    private void TakeOutOfList(HaproxyCertificate certificate, HaproxyCrtEntry entry, string hostName)
    {
        var text = _workspace.Read(certificate.ListPath!)!;
        if (HaproxyCrtEntry.Read(text).FirstOrDefault(now => now.Start == entry.Start && now.Path == entry.Path) is not { } there) return;
        var rest = there.Names.Where(name => !name.Equals(hostName, StringComparison.OrdinalIgnoreCase)).ToList();
        var line = rest.Count == 0 ? "" : HaproxyCrtEntry.Write(there.Path, there.Options, rest.Concat(there.Excluded.Select(name => "!" + name))) + "\n";
        _workspace.Write(certificate.ListPath!, text.Substring(0, there.Start) + line + text.Substring(there.End));
    }

    private void Undo(BindingRecord? record, string hostName, IReadOnlyList<HaproxySection> sections)
    {
        var lists = sections.Select(section => _deployment.ListPath(section, _request.Port)).Where(list => _workspace.Read(list) is null).ToList();
        var complete = record is not null;
        foreach (var change in (record?.Changes ?? []).Reverse())
        {
            if (change.IsShared && !lists.Any(list => Mentions(change.After, list))) continue;
            complete &= HaproxyUndo.Apply(_workspace, change);
        }

        if (complete) return;
        var configuration = Load();
        foreach (var section in configuration.Frontends)
        {
            var editor = new HaproxyEditor(section, hostName);
            foreach (var line in section.Lines.Where(line => HaproxyRules.IsOurs(line, hostName))) editor.Delete(line);
            _workspace.Edit(section.Source.Path, editor.Finish());
            configuration = Load();
        }
    }

    private static bool Mentions(string text, string list) =>
        text.Split(' ', '\t', '\r', '\n').Contains(ByteText.Encode(list), StringComparer.Ordinal);

    // Lists that are gone are named no more, and a bind line without a certificate listens no more.
    private void CleanUp(IReadOnlyList<(string Title, string HostName)> places)
    {
        foreach (var (title, hostName) in places)
        {
            var configuration = Load();
            var section = configuration.Frontends.First(other => other.Title == title);
            var list = _deployment.ListPath(section, _request.Port);
            var editor = new HaproxyEditor(section, hostName);
            foreach (var bind in section.TlsBinds(_request.Port))
            {
                var gone = bind.Certificates.Where(p => p.Name == "crt-list" && configuration.Certificates.ListPath(bind, p) == list && _workspace.Read(list) is null).ToList();
                if (gone.Count < bind.Certificates.Count) foreach (var parameter in gone) editor.Delete(bind.Line, parameter);
                else if (section.Binds.Any(other => other != bind && !section.TlsBinds(_request.Port).Contains(other))) editor.Delete(bind.Line);
                else throw SslError.LastListener(hostName, _request.Port, section.Place);
            }

            _workspace.Edit(section.Source.Path, editor.Finish());
        }
    }

    // Where another name's certificate is the same one, or the default, it goes on being served.
    private IReadOnlyList<BindingEndpoint> Endpoints(
        HaproxyConfiguration before, HaproxyConfiguration after, IReadOnlyList<HaproxySection> sections, string hostName, IReadOnlyList<string> removed)
    {
        var endpoints = new List<BindingEndpoint>();
        foreach (var (bind, endpoint) in sections.SelectMany(section => HaproxySockets.Endpoints(before, section, _request.Port, hostName)))
        {
            var left = after.Frontends.SelectMany(section => section.TlsBinds(_request.Port)).Where(other => other.Addresses.Any(a => bind.Addresses.Any(b => a.Key == b.Key)))
                .SelectMany(after.Certificates.Of).ToList();
            var answering = left.FirstOrDefault(c => c.HasName(hostName)) ?? left.FirstOrDefault(c => c.Covers(hostName)) ?? left.FirstOrDefault();
            if (answering is null || !removed.Contains(answering.Path)) endpoints.Add(endpoint);
        }

        return endpoints.Distinct().ToList();
    }
}
