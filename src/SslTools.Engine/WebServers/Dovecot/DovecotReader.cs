using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Mail;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>Lists the ports that speak TLS: one binding for the server's own name and one for each other name.</summary>
internal static class DovecotReader
{
    /// <summary>Reads the bindings.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The bindings.</returns>
    public static IEnumerable<SslBinding> Read(DovecotConfiguration configuration)
    {
        foreach (var listener in configuration.Listeners.Where(listener => DovecotCertificates.SpeaksTls(configuration, listener.Protocol)))
        {
            SslBinding Binding(IReadOnlyList<string> names, string? certificate, DovecotEntry? key, string path, int line) => new()
            {
                Server = DovecotInstance.ServerName,
                HostName = names[0],
                HostNames = names,
                Addresses = listener.Addresses,
                Port = listener.Port,
                StartTls = listener.StartTls,
                ConfigPath = configuration.Path,
                SitePath = path,
                Line = line,
                CertificatePath = certificate,
                PrivateKeyPath = configuration.PathOf(key),
                TlsPolicy = DovecotTlsPolicy.Of(configuration, listener.Protocol),
            };

            var (place, line) = DovecotCertificates.PlaceOf(configuration, listener.Protocol);
            var certificate = DovecotCertificates.DefaultPath(configuration, listener.Protocol);
            if (DovecotCertificates.CertificatePath(configuration, DovecotCertificates.Entry(configuration, configuration.OwnName)) != certificate)
                yield return Binding([configuration.OwnName], certificate, configuration.Find(listener.Protocol, configuration.Build.Key), place, line);
            foreach (var block in DovecotCertificates.Entries(configuration))
                yield return Binding(block.Names, DovecotCertificates.CertificatePath(configuration, block), configuration.Last(block.Scope, configuration.Build.Key), block.Section.Source.Path, block.Section.Line);
        }
    }

    /// <summary>Reads all names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The server's own name first, then those with a certificate of their own.</returns>
    public static IEnumerable<WebSite> ReadSites(DovecotConfiguration configuration)
    {
        var listeners = configuration.Listeners.SelectMany(listener => listener.Addresses.Select(address =>
            new WebListener(address, listener.Port, DovecotCertificates.SpeaksTls(configuration, listener.Protocol), listener.ProxyProtocol))).ToList();
        var (path, line) = DovecotCertificates.PlaceOf(configuration, "");
        yield return new WebSite([configuration.OwnName], listeners, $"{path}:{line}", DovecotCertificates.DefaultPath(configuration, ""));
        foreach (var block in DovecotCertificates.Entries(configuration).Where(block => !block.Names.All(name => MailCertificates.IsSame(name, configuration.OwnName))))
            yield return new WebSite(block.Names, listeners, block.Section.Place, DovecotCertificates.CertificatePath(configuration, block));
    }
}
