using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>
/// Plans the removal of a name's certificate. What was remembered when it was bound is undone, so that the original bytes
/// stand there again; one that was bound by hand loses its entry, the server's own name its certificate and TLS.
/// </summary>
internal sealed class PostfixRemovePlanner
{
    private readonly Func<TextWorkspace, PostfixConfiguration> _load;
    private readonly MailCertificates _certificates;
    private readonly BindingRequest _request;
    private readonly TextWorkspace _work = new();
    private readonly HashSet<string> _tables = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="load">Loads the configuration with the files as planned so far.</param>
    /// <param name="certificates">The rules.</param>
    /// <param name="request">The names and the port.</param>
    public PostfixRemovePlanner(Func<TextWorkspace, PostfixConfiguration> load, MailCertificates certificates, BindingRequest request)
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
        var service = before.ServicesAt(_request.Port)[0];
        var hosts = _request.HostNames.Zip(records, (name, record) => (Name: name, Record: record)).ToList();
        foreach (var (name, record) in hosts) Check(before, service, name, record);
        var others = service.Sni.Entries.Select(entry => entry.HostName).Where(name => !hosts.Any(host => MailCertificates.IsSame(host.Name, name))).ToList();
        foreach (var host in hosts)
            if (service.Sni.Find(host.Name) is { } entry) _tables.Add(entry.Table.Path);

        MailUndo.Run(_work, records, change => others.Count > 0 && change.After.Contains(PostfixSni.Parameter));
        foreach (var host in hosts) TakeOutEntry(host.Name, service.Sni.Find(host.Name)?.CertificatePath);
        if (hosts.Any(host => MailCertificates.IsSame(host.Name, before.OwnName)) && IsLeft(before, _load(_work))) TakeOutDefault(service);
        if (others.Count == 0) TakeOutTable();
        var after = _load(_work);
        if (others.Count > 0 && !after.ServicesAt(_request.Port)[0].SpeaksTls)
            throw SslError.DefaultCertificateInUse("Postfix", hosts[0].Name, others, PostfixPlan.PlaceOf(before, service));
        return new ServerPlan
        {
            Edits = _work.Edits,
            Commands = PostfixPlan.Commands(after, after.ServicesAt(_request.Port), _tables),
            Sites = hosts.Select(host => SiteOf(before, after, host.Name)).ToList(),
        };
    }

    private string? DefaultPath(PostfixConfiguration configuration) => configuration.ServicesAt(_request.Port)[0].Certificate.CertificatePath;

    // The default certificate is as it was, and no other name gave it.
    private bool IsLeft(PostfixConfiguration before, PostfixConfiguration now) =>
        DefaultPath(now) == DefaultPath(before) && now.ServicesAt(_request.Port)[0].Sni.Entries.All(entry => entry.CertificatePath != DefaultPath(before));

    private void Check(PostfixConfiguration before, PostfixService service, string hostName, BindingRecord? record)
    {
        MailCertificates.CheckName("Postfix", hostName);
        var entry = service.Sni.Find(hostName);
        var place = PostfixPlan.PlaceOf(before, service);
        if (!service.SpeaksTls || (entry is null && !MailCertificates.IsSame(hostName, before.OwnName))) throw SslError.BindingNotFound(hostName, _request.Port, entry?.Place ?? place);

        // The server's own name took the default certificate over: what it stands on can't go first.
        if (!HoldsDefault(before, hostName) && GaveDefault(record) && !_request.HostNames.Any(name => MailCertificates.IsSame(name, before.OwnName)))
            throw SslError.DefaultCertificateInUse("Postfix", hostName, [before.OwnName], place);
    }

    private bool HoldsDefault(PostfixConfiguration configuration, string hostName)
    {
        var service = configuration.ServicesAt(_request.Port)[0];
        return _certificates.HoldsDefault(hostName, configuration.OwnName, service.Certificate.CertificatePath, service.Sni.Find(hostName)?.CertificatePath);
    }

    private static bool GaveDefault(BindingRecord? record) => (record?.Changes ?? []).Any(change =>
        change.After.Contains(PostfixCertificate.CertificateFile) || change.After.Contains(PostfixCertificate.ChainFiles));

    // An entry that is another one now was there before the name was bound, and stays.
    private void TakeOutEntry(string hostName, string? certificatePath)
    {
        foreach (var service in _load(_work).ServicesAt(_request.Port))
            if (service.Sni.Find(hostName) is { } entry && entry.CertificatePath == certificatePath) _work.Edit(entry.Table.Path, [entry.Table.Delete(entry)]);
    }

    private void TakeOutDefault(PostfixService service)
    {
        var configuration = _load(_work);
        var editor = new PostfixEditor(configuration);
        foreach (var setting in new[] { PostfixCertificate.ChainFiles, PostfixCertificate.CertificateFile, PostfixCertificate.KeyFile }.Concat(PostfixCertificate.Others))
            editor.Clear(service, setting);
        editor.Set(service, "smtpd_tls_security_level", "none");
        editor.Finish();
    }

    // The table that SslTools made goes with its last entry.
    private void TakeOutTable()
    {
        var configuration = _load(_work);
        var sni = configuration.ServicesAt(_request.Port)[0].Sni;
        if (sni.Tables.FirstOrDefault(table => table.Path == sni.OwnPath) is { Entries.Count: 0 } && configuration.Main.Find(PostfixSni.Parameter) is { } parameter && parameter.Value == sni.OwnTable)
            _work.Edit(configuration.Main.Path, [TextLines.Deletion(_work.Read(configuration.Main.Path)!, parameter.Line.Start, parameter.Line.End)]);
        if (_load(_work).Services.All(service => service.Sni.Tables.All(table => table.Path != sni.OwnPath)) && _work.Read(sni.OwnPath) is "") _work.Write(sni.OwnPath, null);
    }

    private SitePlan SiteOf(PostfixConfiguration before, PostfixConfiguration after, string hostName)
    {
        var service = before.ServicesAt(_request.Port)[0];
        var entry = service.Sni.Find(hostName);
        var removed = (entry?.CertificatePath ?? service.Certificate.CertificatePath)!;
        var endpoints = new List<BindingEndpoint>();
        foreach (var old in PostfixPlan.SameSettings(before, service))
        {
            // Another name, or the default, may go on serving the same certificate to this name: then bytes prove nothing.
            var now = after.Services.FirstOrDefault(other => other.Place == old.Place) ?? old;
            if ((now.Sni.Answering(hostName)?.CertificatePath ?? now.Certificate.CertificatePath) != removed) endpoints.AddRange(old.Endpoint(MailCertificates.ToSend(hostName)));
        }

        return new SitePlan(hostName, entry?.Place ?? PostfixPlan.PlaceOf(before, service), [], endpoints) { RemovedCertificatePaths = [removed] };
    }
}
