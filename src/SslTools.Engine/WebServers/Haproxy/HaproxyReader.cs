using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Lists what HAProxy serves with TLS: one entry for each certificate of a frontend and port, since names share the frontend.</summary>
internal sealed class HaproxyReader
{
    private readonly HaproxyConfiguration _configuration;
    private readonly HaproxyNames _names;

    /// <summary>Makes the reader.</summary>
    /// <param name="configuration">The configuration.</param>
    public HaproxyReader(HaproxyConfiguration configuration)
    {
        _configuration = configuration;
        _names = new HaproxyNames(configuration);
    }

    /// <summary>Reads the bindings.</summary>
    /// <returns>One for each frontend, port and certificate.</returns>
    public IEnumerable<SslBinding> Read()
    {
        foreach (var section in _configuration.Frontends)
        {
            var binds = section.Binds.Where(bind => bind.IsTls).SelectMany(bind => bind.Addresses.Where(address => address.Port > 0), (bind, address) => (Bind: bind, Address: address)).ToList();
            foreach (var port in binds.GroupBy(pair => pair.Address.Port))
            {
                var found = port.SelectMany(pair => _configuration.Certificates.Of(pair.Bind).DefaultIfEmpty(), (pair, certificate) => (pair.Bind, pair.Address, Certificate: certificate))
                    .GroupBy(item => (item.Certificate?.Path, string.Join(" ", item.Certificate?.Names ?? [])));
                foreach (var group in found)
                {
                    var (bind, _, certificate) = group.First();
                    if (certificate?.Entry?.Excluded.Contains("*") == true && port.Any(pair => Repeats(pair.Bind, certificate))) continue;
                    yield return Make(section, bind, certificate, port.Key, group.Select(item => item.Address.Host is "" ? "*" : item.Address.Host).Distinct().ToList());
                }
            }
        }
    }

    /// <summary>Reads every name, with HTTPS or without.</summary>
    /// <returns>One site for each name of a frontend; one for a frontend without names.</returns>
    public IEnumerable<WebSite> ReadSites()
    {
        foreach (var section in _configuration.Frontends)
        {
            var certificates = section.Binds.Where(bind => bind.IsTls).SelectMany(_configuration.Certificates.Of).ToList();
            var names = _names.Of(section).Select(pattern => pattern.Text).Concat(certificates.Where(c => c.Entry is not null).SelectMany(c => c.Names)).Distinct(StringComparer.OrdinalIgnoreCase);
            foreach (var name in names.DefaultIfEmpty(section.Name))
            {
                var own = certificates.FirstOrDefault(c => c.HasName(name)) ?? certificates.FirstOrDefault(c => c.Covers(name));
                var listeners = section.Binds.SelectMany(bind => bind.Addresses.Where(address => address.Port > 0 && !address.IsQuic).Select(address => new WebListener(
                    address.Host.Length == 0 ? "*" : address.Host.Trim('[', ']'), address.Port, bind.IsTls, bind.AcceptsProxy || section.ExpectsProxy)));
                yield return new WebSite([name], listeners.Where(listener => own is not null || !listener.IsTls).ToList(), section.Place, own?.Path);
            }
        }
    }

    // A line '!*' keeps a default certificate that is named on the same bind line anyway.
    private bool Repeats(HaproxyBind bind, HaproxyCertificate certificate) =>
        _configuration.Certificates.Of(bind).Any(other => other.Path == certificate.Path && other.Entry?.Excluded.Contains("*") != true);

    private SslBinding Make(HaproxySection section, HaproxyBind bind, HaproxyCertificate? certificate, int port, IReadOnlyList<string> addresses)
    {
        var names = certificate?.Names.Count > 0 ? certificate.Names : _names.Of(section).Select(pattern => pattern.Text).DefaultIfEmpty(section.Name).ToList();
        return new SslBinding
        {
            Server = HaproxyInstance.ServerName,
            HostName = names[0],
            HostNames = names,
            Addresses = addresses,
            Port = port,
            ConfigPath = _configuration.Path,
            SitePath = section.Source.Path,
            Line = section.Header.Number,
            CertificatePath = certificate?.Path,
            PrivateKeyPath = certificate?.Path,
            TlsPolicy = certificate is null ? null : HaproxyTlsPolicy.Of(_configuration, bind, certificate),
            Hsts = HaproxyRules.SendsHsts(section, names[0]),
            RedirectHttp = _names.FindPlain(names[0]).Any(plain => HaproxyRules.Redirects(plain, names[0])),
        };
    }
}
