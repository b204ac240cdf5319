using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>
/// Plans what makes Dovecot serve a certificate to names: the default certificate for the server's own name, a block
/// local_name for others. Settings are changed where they stand, a protocol's own where it has one.
/// </summary>
internal sealed class DovecotSetPlanner
{
    private readonly Func<TextWorkspace, DovecotConfiguration> _load;
    private readonly MailCertificates _certificates;
    private readonly BindingRequest _request;
    private readonly TextWorkspace _work = new();
    private readonly List<string> _warnings = [];

    /// <summary>Makes the planner.</summary>
    /// <param name="load">Loads the configuration with the files as planned so far.</param>
    /// <param name="certificates">The rules.</param>
    /// <param name="request">The request.</param>
    public DovecotSetPlanner(Func<TextWorkspace, DovecotConfiguration> load, MailCertificates certificates, BindingRequest request)
    {
        _load = load;
        _certificates = certificates;
        _request = request;
    }

    /// <summary>Plans.</summary>
    /// <returns>The plan.</returns>
    public ServerPlan Plan()
    {
        var before = _load(_work);
        var changes = _request.HostNames.Select(name => (Name: name, Changes: Bind(name))).ToList();
        var after = _load(_work);
        return new ServerPlan
        {
            Edits = _work.Edits,
            Sites = changes.Select(host => SiteOf(after, host.Name, host.Changes)).ToList(),
            NewListeners = Sockets(after).Except(Sockets(before)).Select(socket => new NewListener(socket, null)).ToList(),
            Warnings = _warnings.Distinct().ToList(),
        };
    }

    private IReadOnlyList<TextChange> Bind(string hostName)
    {
        MailCertificates.CheckName("Dovecot", hostName);
        var configuration = _load(_work);
        var build = configuration.Build;
        var editor = new DovecotEditor(configuration);
        var (certificate, key) = (build.Write(_request.CertificatePath), build.Write(_request.PrivateKeyPath));
        var entry = DovecotCertificates.CertificatePath(configuration, DovecotCertificates.Entry(configuration, hostName));
        foreach (var protocol in DovecotCertificates.ListenersAt(configuration, _request.Port).Select(listener => listener.Protocol).Distinct())
        {
            if (!DovecotCertificates.OffersTls(configuration, protocol)) editor.Set(protocol, "ssl", "yes");
            var present = DovecotCertificates.DefaultPath(configuration, protocol);
            var takes = _certificates.TakesDefault(hostName, configuration.OwnName, present, entry);
            if (takes)
            {
                editor.Set(protocol, build.Certificate, certificate);
                editor.Set(protocol, build.Key, key);
                foreach (var other in build.Others.Where(other => configuration.Value(protocol, other).Length > 0))
                {
                    _warnings.Add($"{other} names a further certificate; this one takes the place of both.");
                    editor.Set(protocol, other, "");
                }
            }
            else if (entry is null)
            {
                _warnings.Add($"Clients that send no name still get the default certificate '{present}'. It is that of the server's own name, '{configuration.OwnName}'.");
            }

            if (_request.TlsPolicy is { } policy)
                foreach (var (setting, value) in DovecotTlsPolicy.Settings(policy, build)) editor.Set(protocol, setting, value);
        }

        var isOwn = MailCertificates.IsSame(hostName, configuration.OwnName);
        if (!isOwn || DovecotCertificates.Entries(configuration).Any(block => block.Answers(hostName)))
            editor.SetFor(hostName, [(build.Certificate, certificate), (build.Key, key)]);
        return editor.Finish();
    }

    // Without TLS, Dovecot does not listen where TLS begins with the connection.
    private static IEnumerable<System.Net.IPEndPoint> Sockets(DovecotConfiguration configuration) => configuration.Listeners
        .Where(listener => !listener.IsWrapped || DovecotCertificates.OffersTls(configuration, listener.Protocol)).SelectMany(listener => listener.Sockets());

    private SitePlan SiteOf(DovecotConfiguration after, string hostName, IReadOnlyList<TextChange> changes)
    {
        var listener = DovecotCertificates.ListenersAt(after, _request.Port)[0];
        var alike = DovecotCertificates.Alike(after, listener).ToList();
        var endpoints = alike.SelectMany(other => other.Endpoint(after, MailCertificates.ToSend(hostName))).ToList();
        if (DovecotCertificates.DefaultPath(after, listener.Protocol) == _request.CertificatePath) endpoints.AddRange(alike.SelectMany(other => other.Endpoint(after, null)));
        var (path, line) = DovecotCertificates.PlaceOf(after, listener.Protocol);
        return new SitePlan(hostName, DovecotCertificates.Entry(after, hostName)?.Section.Place ?? $"{path}:{line}", changes, endpoints.Distinct().ToList());
    }
}
