using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>
/// Plans what makes SMTP services serve a certificate to names: the default certificate for the server's own name, an entry
/// of tls_server_sni_maps for others. Parameters are set where they count for the services on the port.
/// </summary>
internal sealed class PostfixSetPlanner
{
    private static readonly Version KnowsSni = new(3, 4);

    private readonly Func<TextWorkspace, PostfixConfiguration> _load;
    private readonly MailCertificates _certificates;
    private readonly BindingRequest _request;
    private readonly TextWorkspace _work = new();
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _tables = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="load">Loads the configuration with the files as planned so far.</param>
    /// <param name="certificates">The rules.</param>
    /// <param name="request">The request.</param>
    public PostfixSetPlanner(Func<TextWorkspace, PostfixConfiguration> load, MailCertificates certificates, BindingRequest request)
    {
        _load = load;
        _certificates = certificates;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var changes = _request.HostNames.Select(name => (Name: name, Changes: Bind(name))).ToList();
        var after = _load(_work);
        return new ServerPlan
        {
            Edits = _work.Edits,
            Commands = PostfixPlan.Commands(after, after.ServicesAt(_request.Port), _tables),
            Sites = changes.Select(host => SiteOf(after, host.Name, host.Changes)).ToList(),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    private IReadOnlyList<TextChange> Bind(string hostName)
    {
        MailCertificates.CheckName("Postfix", hostName);
        var configuration = _load(_work);
        var editor = new PostfixEditor(configuration);
        List<TextChange> changes = [];
        foreach (var service in configuration.ServicesAt(_request.Port))
        {
            var present = service.Certificate;
            var entry = service.Sni.Find(hostName);
            if (!service.OffersTls) editor.Set(service, "smtpd_tls_security_level", "may");
            var isOwn = MailCertificates.IsSame(hostName, configuration.OwnName);
            var takes = _certificates.TakesDefault(hostName, configuration.OwnName, present.CertificatePath, entry?.CertificatePath);
            if (takes) SetDefault(service, editor, present);
            if (!isOwn || service.Sni.Answering(hostName) is not null) changes.AddRange(SetEntry(configuration, service, editor, hostName));
            if (!takes && entry is null)
                _warnings.Add($"Clients that send no name, as most mail servers do, still get the default certificate '{present.CertificatePath}'. It is that of the server's own name, '{configuration.OwnName}' (myhostname).");
            if (_request.TlsPolicy is { } policy)
                foreach (var (name, value) in PostfixTlsPolicy.Settings(policy, configuration.Version)) editor.Set(service, name, value);
        }

        return [.. changes, .. editor.Finish()];
    }

    private void SetDefault(PostfixService service, PostfixEditor editor, PostfixCertificate present)
    {
        if (present.Setting == PostfixCertificate.ChainFiles)
        {
            editor.Set(service, PostfixCertificate.ChainFiles, $"{PostfixCertificate.Write(_request.PrivateKeyPath, true, true)}, {PostfixCertificate.Write(_request.CertificatePath, true, true)}");
            if (PostfixCertificate.Files(service.Value(PostfixCertificate.ChainFiles)).Count > 2) WarnOfOthers(PostfixCertificate.ChainFiles);
            return;
        }

        editor.Set(service, PostfixCertificate.CertificateFile, PostfixCertificate.Write(_request.CertificatePath, false, true));
        editor.Set(service, PostfixCertificate.KeyFile, PostfixCertificate.Write(_request.PrivateKeyPath, false, true));
        foreach (var other in PostfixCertificate.Others.Where(other => service.Value(other).Length > 0))
        {
            WarnOfOthers(other);
            editor.Clear(service, other);
            editor.Clear(service, other.Replace("cert_file", "key_file"));
        }
    }

    private void WarnOfOthers(string setting) => _warnings.Add($"{setting} names further certificates; this one takes the place of all.");

    private IEnumerable<TextChange> SetEntry(PostfixConfiguration configuration, PostfixService service, PostfixEditor editor, string hostName)
    {
        if (configuration.Version < KnowsSni) throw SslError.ServerTooOld("Postfix", configuration.Version.ToString(), "3.4", $"choose a certificate by name, and '{hostName}' is not its own name '{configuration.OwnName}' (myhostname)");
        var sni = service.Sni;
        var value = $"{PostfixCertificate.Write(_request.PrivateKeyPath, true, false)} {PostfixCertificate.Write(_request.CertificatePath, true, false)}";
        var known = sni.Find(hostName)?.Table ?? sni.Tables.FirstOrDefault();
        if (known is null)
        {
            // Before tables that can't be read: the first that has a name counts.
            var others = service.Value(PostfixSni.Parameter);
            editor.Set(service, PostfixSni.Parameter, others.Length == 0 ? sni.OwnTable : $"{sni.OwnTable}, {others.Replace("$", "$$")}");
        }

        var table = (known ?? new PostfixTable("", "", sni.OwnPath, "")).Again(configuration.Work);
        var entry = table.Entries.FirstOrDefault(other => other.Key == PostfixSni.KeyOf(hostName));
        string[] files = [_request.PrivateKeyPath, _request.CertificatePath];
        var isSame = entry is not null && entry.Files.SequenceEqual(files);
        if (!isSame || table.IsOutdated(files)) _tables.Add(table.Path);
        return isSame ? [] : configuration.Work.Edit(table.Path, [table.Set(PostfixSni.KeyOf(hostName), value)]);
    }

    private SitePlan SiteOf(PostfixConfiguration after, string hostName, IReadOnlyList<TextChange> changes)
    {
        var service = after.ServicesAt(_request.Port)[0];
        var entry = service.Sni.Find(hostName);
        var name = MailCertificates.ToSend(hostName);
        var served = PostfixPlan.SameSettings(after, service).ToList();
        var endpoints = served.SelectMany(other => other.Endpoint(name)).ToList();
        if (service.Certificate.CertificatePath == _request.CertificatePath) endpoints.AddRange(served.SelectMany(other => other.Endpoint(null)));
        return new SitePlan(hostName, entry?.Place ?? PostfixPlan.PlaceOf(after, service), changes, endpoints.Distinct().ToList());
    }
}
