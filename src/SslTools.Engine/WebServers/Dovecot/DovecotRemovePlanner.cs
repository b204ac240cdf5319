using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>
/// Plans the removal of a name's certificate. What was remembered when it was bound is undone, so that the original bytes
/// stand there again; one that was bound by hand loses its block, the server's own name its certificate and TLS.
/// </summary>
internal sealed class DovecotRemovePlanner
{
    private readonly Func<TextWorkspace, DovecotConfiguration> _load;
    private readonly MailCertificates _certificates;
    private readonly BindingRequest _request;
    private readonly TextWorkspace _work = new();

    /// <summary>Makes the planner.</summary>
    /// <param name="load">Loads the configuration with the files as planned so far.</param>
    /// <param name="certificates">The rules.</param>
    /// <param name="request">The names and the port.</param>
    public DovecotRemovePlanner(Func<TextWorkspace, DovecotConfiguration> load, MailCertificates certificates, BindingRequest request)
    {
        _load = load;
        _certificates = certificates;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    public ServerPlan Plan(IReadOnlyList<BindingRecord?> records)
    {
        var before = _load(_work);
        var protocol = Protocol(before);
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record)).ToList();
        foreach (var (name, record) in hosts) Check(before, protocol, name, record);

        MailUndo.Run(_work, records, _ => false);
        foreach (var host in hosts) TakeOutEntry(host.Name, DovecotCertificates.CertificatePath(before, DovecotCertificates.Entry(before, host.Name)));
        if (hosts.Any(host => MailCertificates.IsSame(host.Name, before.OwnName)) && IsLeft(before, _load(_work), protocol)) TakeOutDefault(protocol);
        var after = _load(_work);
        var others = DovecotCertificates.Entries(after).SelectMany(block => block.Names).ToList();
        if (others.Count > 0 && !DovecotCertificates.SpeaksTls(after, protocol)) throw SslError.DefaultCertificateInUse("Dovecot", hosts[0].Name, others, PlaceOf(before, protocol));
        return new ServerPlan { Edits = _work.Edits, Sites = hosts.Select(host => SiteOf(before, after, host.Name)).ToList() };
    }

    // The default certificate is as it was, and no other name gave it.
    private static bool IsLeft(DovecotConfiguration before, DovecotConfiguration now, string protocol)
    {
        var path = DovecotCertificates.DefaultPath(before, protocol);
        return DovecotCertificates.DefaultPath(now, protocol) == path && DovecotCertificates.Entries(now).All(block => DovecotCertificates.CertificatePath(now, block) != path);
    }

    private static string PlaceOf(DovecotConfiguration configuration, string protocol)
    {
        var (path, line) = DovecotCertificates.PlaceOf(configuration, protocol);
        return $"{path}:{line}";
    }

    private void Check(DovecotConfiguration before, string protocol, string hostName, BindingRecord? record)
    {
        MailCertificates.CheckName("Dovecot", hostName);
        var isBound = DovecotCertificates.Entry(before, hostName) is not null || MailCertificates.IsSame(hostName, before.OwnName);
        if (!DovecotCertificates.SpeaksTls(before, protocol) || !isBound) throw SslError.BindingNotFound(hostName, _request.Port, PlaceOf(before, protocol));

        // The server's own name took the default certificate over: what it stands on can't go first.
        if (!HoldsDefault(before, hostName) && GaveDefault(before, record) && !_request.HostNames.Any(name => MailCertificates.IsSame(name, before.OwnName)))
            throw SslError.DefaultCertificateInUse("Dovecot", hostName, [before.OwnName], PlaceOf(before, protocol));
    }

    private string Protocol(DovecotConfiguration configuration) => DovecotCertificates.ListenersAt(configuration, _request.Port)[0].Protocol;

    private bool HoldsDefault(DovecotConfiguration configuration, string hostName) => _certificates.HoldsDefault(
        hostName, configuration.OwnName, DovecotCertificates.DefaultPath(configuration, Protocol(configuration)),
        DovecotCertificates.CertificatePath(configuration, DovecotCertificates.Entry(configuration, hostName)));

    // Changes within blocks of names are whole blocks.
    private static bool GaveDefault(DovecotConfiguration configuration, BindingRecord? record) => (record?.Changes ?? []).Any(change =>
        change.After.TrimStart().StartsWith(configuration.Build.Certificate, StringComparison.Ordinal) && !change.After.Contains("{"));

    // A block that names another certificate now was there before the name was bound, and stays.
    private void TakeOutEntry(string hostName, string? certificatePath)
    {
        while (_load(_work) is var configuration && DovecotCertificates.Entry(configuration, hostName) is { } block && DovecotCertificates.CertificatePath(configuration, block) == certificatePath)
        {
            var section = configuration.LocalNames.Last(other => other.Scope == block.Scope && Own(configuration, other).Count > 0).Section;
            var settings = Own(configuration, configuration.LocalNames.First(other => other.Section == section));
            var text = section.Source.Text;
            _work.Edit(section.Source.Path, settings.Count == section.Children.Count
                ? [TextLines.Deletion(text, section.Start, section.End)] : settings.Select(node => TextLines.Deletion(text, node.Start, node.End)));
        }
    }

    private static IReadOnlyList<DovecotNode> Own(DovecotConfiguration configuration, DovecotLocalName block) =>
        block.Section.Children.Where(node => node.Key == configuration.Build.Certificate || node.Key == configuration.Build.Key || node is DovecotSection { Key: "ssl_server" }).ToList();

    private void TakeOutDefault(string protocol)
    {
        var configuration = _load(_work);
        var editor = new DovecotEditor(configuration);
        foreach (var setting in new[] { configuration.Build.Certificate, configuration.Build.Key }.Concat(configuration.Build.Others))
            if (configuration.Value(protocol, setting).Length > 0) editor.Set(protocol, setting, "");
        editor.Set(protocol, "ssl", "no");
        editor.Finish();
    }

    private SitePlan SiteOf(DovecotConfiguration before, DovecotConfiguration after, string hostName)
    {
        var listener = DovecotCertificates.ListenersAt(before, _request.Port)[0];
        var removed = DovecotCertificates.CertificatePath(before, DovecotCertificates.Entry(before, hostName)) ?? DovecotCertificates.DefaultPath(before, listener.Protocol)!;

        // Another block, or the default, may go on serving the same certificate to this name: then bytes prove nothing.
        var endpoints = DovecotCertificates.Alike(before, listener).Where(other => DovecotCertificates.Served(after, other.Protocol, hostName) != removed)
            .SelectMany(other => other.Endpoint(before, MailCertificates.ToSend(hostName))).ToList();
        return new SitePlan(hostName, PlaceOf(before, listener.Protocol), [], endpoints) { RemovedCertificatePaths = [removed] };
    }
}
