using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// Plans the removal of HTTPS from sites. What was remembered when the site was bound is undone, so that the original bytes stand there again,
/// and what sites share with the last of them. A virtual host that someone else wrote loses its address on the port.
/// </summary>
internal sealed class ApacheRemovePlanner
{
    private readonly ApacheConfiguration _before;
    private readonly BindingRequest _request;
    private readonly List<TextChange> _shared = [];
    private ApacheConfiguration _now;

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="request">The names and the port.</param>
    public ApacheRemovePlanner(ApacheConfiguration configuration, BindingRequest request)
    {
        _before = configuration;
        _request = request;
        _now = configuration;
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">SiteNotFound, BindingNotFound, LastListener, SettingIncluded.</exception>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record, Named: ApacheNames.Find(_before, name))).ToList();
        foreach (var (name, record, named) in hosts)
        {
            if (!named.Any(IsBound)) throw SslError.BindingNotFound(name, _request.Port, named[0].Place);

            // Two names of one site: the first one's removal took everything out.
            if (!Named(name).Any(IsBound) || Undo(record, name)) continue;
            foreach (var site in Named(name).Where(IsBound).ToList()) TakeOut(site, name);
        }

        foreach (var change in Enumerable.Reverse(_shared).Distinct()) new ApacheSharedChange(change).Undo(ref _now);
        var edits = _now.Sources.Select(source => (After: source, Before: _before.Sources.FirstOrDefault(other => other.Path == source.Path)))
            .Where(pair => pair.Before is not null && pair.Before.Text != pair.After.Text)
            .Select(pair => new FileEdit(pair.After.Path, ByteText.ToBytes(pair.Before!.Text), ByteText.ToBytes(pair.After.Text))).ToList();
        return new ServerPlan { Edits = edits, Sites = hosts.Select(host => SiteOf(host.Name, host.Named)).ToList() };
    }

    private bool IsBound(ApacheSite site) => site.IsSsl && site.AddressesOn(_request.Port).Count > 0;

    private IReadOnlyList<ApacheSite> Named(string hostName) => ApacheNames.TryFind(_now, hostName);

    // True when anything that was remembered still stood there.
    private bool Undo(BindingRecord? record, string hostName)
    {
        var undone = false;
        foreach (var change in (record?.Changes ?? []).Reverse())
        {
            if (change.IsShared) _shared.Add(change);
            else if (ApacheUndo.IsTwin(change)) undone |= RemoveTwin(change, hostName);
            else undone |= Named(hostName).Where(site => site.Block.Source.Path == change.Path).Any(site => Undo(site, change));
        }

        return undone;
    }

    private bool Undo(ApacheSite site, TextChange change)
    {
        if (ApacheUndo.Apply(site.Block.Text, change) is not { } text) return false;
        Replace(site.Block.Source, new TextEdit(site.Block.Start, site.Block.End, text));
        return true;
    }

    private bool RemoveTwin(TextChange change, string hostName)
    {
        var twin = Named(hostName).FirstOrDefault(site => IsBound(site) && site.Block.Source.Path == change.Path);
        if (twin is null) return false;
        Replace(twin.Block.Source, ApacheUndo.TwinDeletion(twin.Block, change));
        return true;
    }

    private void Replace(ApacheSource source, TextEdit edit) =>
        _now = _now.With([(source.Path, TextEdit.Apply(source.Text, [edit], 0, source.Text.Length))]);

    private void TakeOut(ApacheSite site, string hostName)
    {
        if (!site.IsEditable) throw SslError.SettingIncluded("VirtualHost", site.Place, hostName);
        if (site.Addresses.All(address => address.Port == _request.Port)) throw SslError.LastListener(hostName, _request.Port, site.Place);
        var editor = new ApacheBlockEditor(site);
        editor.ReplaceArguments(site.Block, string.Join(" ", site.Addresses.Where(address => address.Port != _request.Port)
            .Select(address => ByteText.Encode($"{address.Host}{(address.Port == 0 ? ":*" : ":" + address.Port)}"))));
        Replace(site.Block.Source, new TextEdit(site.Block.Start, site.Block.End, editor.Apply()));
    }

    private SitePlan SiteOf(string hostName, IReadOnlyList<ApacheSite> named)
    {
        var bound = named.Where(IsBound).ToList();
        var removed = bound.Select(site => CertificateOf(_before, site)).Where(path => path is not null).Select(path => path!).Distinct().ToList();
        var endpoints = new List<BindingEndpoint>();
        foreach (var site in bound)
        {
            foreach (var address in ApacheSockets.Reach(_before, site, _request.Port))
            {
                // Another site, or the one before, may go on serving the same certificate to this name: then bytes prove nothing.
                var answering = ApacheSockets.Answering(_now, address.Address.ToString(), _request.Port, hostName);
                if (answering is not null && answering.IsSsl && CertificateOf(_now, answering) is { } path && removed.Contains(path)) continue;
                endpoints.Add(new BindingEndpoint(address, SentName.Of(hostName), site.ProxyProtocol));
            }
        }

        return new SitePlan(hostName, bound[0].Place, [], endpoints.Distinct().ToList()) { RemovedCertificatePaths = removed };
    }

    private static string? CertificateOf(ApacheConfiguration configuration, ApacheSite site) => ApacheReader.PathOf(configuration, site, "SSLCertificateFile");
}
