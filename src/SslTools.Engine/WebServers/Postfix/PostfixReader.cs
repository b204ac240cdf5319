using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>Lists the services that speak TLS: one binding for the server's own name and one for each other name.</summary>
internal static class PostfixReader
{
    /// <summary>Reads the bindings.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The bindings.</returns>
    public static IEnumerable<SslBinding> Read(PostfixConfiguration configuration)
    {
        foreach (var services in configuration.Services.Where(service => service.SpeaksTls).GroupBy(service => service.Port))
        {
            var service = services.First();
            var addresses = services.SelectMany(other => other.Addresses).Select(ByteText.Decode).Distinct().ToList();
            SslBinding Binding(string hostName, string? certificate, string? key, string path, int line) => new()
            {
                Server = PostfixInstance.ServerName,
                HostName = hostName,
                HostNames = [hostName],
                Addresses = addresses,
                Port = service.Port,
                StartTls = service.StartTls,
                ConfigPath = configuration.Path,
                SitePath = path,
                Line = line,
                CertificatePath = certificate,
                PrivateKeyPath = key,
                TlsPolicy = PostfixTlsPolicy.Of(service, configuration.Version),
            };

            var (place, colon) = (PostfixPlan.PlaceOf(configuration, service), PostfixPlan.PlaceOf(configuration, service).LastIndexOf(':'));
            var (path, line) = (place.Substring(0, colon), int.Parse(place.Substring(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
            var own = service.Sni.Find(configuration.OwnName);
            if (own is null || own.CertificatePath != service.Certificate.CertificatePath)
                yield return Binding(configuration.OwnName, service.Certificate.CertificatePath, service.Certificate.PrivateKeyPath, path, line);
            foreach (var entry in service.Sni.Entries)
                yield return Binding(entry.HostName, entry.CertificatePath, entry.Files.FirstOrDefault(), entry.Table.Path, entry.Line.Number);
        }
    }

    /// <summary>Reads all names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The server's own name first, then those with a certificate of their own.</returns>
    public static IEnumerable<WebSite> ReadSites(PostfixConfiguration configuration)
    {
        var listeners = configuration.Services.SelectMany(service => service.Addresses.Select(address => new WebListener(ByteText.Decode(address), service.Port, service.SpeaksTls, service.ProxyProtocol))).ToList();
        var certificate = configuration.Services.Select(service => service.Certificate.CertificatePath).FirstOrDefault(path => path is not null);
        yield return new WebSite([configuration.OwnName], listeners, $"{configuration.Main.Path}:1", certificate);
        foreach (var entry in configuration.Services.SelectMany(service => service.Sni.Entries).GroupBy(entry => entry.Key).Select(group => group.First()))
            if (entry.HostName != configuration.OwnName) yield return new WebSite([entry.HostName], listeners, entry.Place, entry.CertificatePath);
    }
}
