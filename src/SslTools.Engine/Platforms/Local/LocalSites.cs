using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Platforms.Local;

/// <summary>The environments of a local platform, as the web server's configuration and the DNS show them.</summary>
internal sealed class LocalSites
{
    private readonly IEngine _engine;
    private readonly PlatformContext _context;
    private readonly LocalAddresses _addresses;

    public LocalSites(IEngine engine, PlatformContext context)
    {
        _engine = engine;
        _context = context;
        _addresses = new LocalAddresses(engine, context);
    }

    private PlatformRecord Record => _context.Record;

    /// <summary>Reads the sites whose name is one label under the domain.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sites by label; a server may have several for one name, such as one for each port.</returns>
    public async Task<IReadOnlyList<IGrouping<string, WebSite>>> ReadAsync(CancellationToken cancellationToken)
    {
        var server = (await new BindingQuery(_engine, _context.Store, _context.Reporter)
            .LocateAsync([Record.Server!], Record.ConfigPath, cancellationToken).ConfigureAwait(false))[0];
        return server.ReadSites().SelectMany(site => LabelsOf(site).Select(label => (Label: label, Site: site)))
            .GroupBy(pair => pair.Label, pair => pair.Site, StringComparer.Ordinal).ToList();
    }

    /// <summary>Describes an environment.</summary>
    /// <param name="label">Its name.</param>
    /// <param name="sites">Its sites.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environment.</returns>
    public async Task<SslEnvironment> DescribeAsync(string label, IReadOnlyList<WebSite> sites, CancellationToken cancellationToken)
    {
        var domain = $"{label}.{Record.Domain}";
        var source = await SourceAsync(sites, cancellationToken).ConfigureAwait(false);
        var outside = await _addresses.OutsideAsync(domain, cancellationToken).ConfigureAwait(false);
        var nodes = new List<SslEnvironmentNode>();
        foreach (var site in sites)
        {
            nodes.Add(new SslEnvironmentNode
            {
                Id = site.Place,
                Group = Record.Server!,
                IsEntryPoint = true,
                ExternalAddresses = [.. await _addresses.ListensAsync(site, cancellationToken).ConfigureAwait(false), .. nodes.Count == 0 ? outside : []],
            });
        }

        return new SslEnvironment
        {
            Platform = _context.Name,
            Name = label,
            Domain = domain,
            CustomDomains = sites.SelectMany(site => site.Names).Where(name => IsPlain(name) && !name.Equals(domain, StringComparison.OrdinalIgnoreCase))
                .Select(name => name.ToLowerInvariant()).Distinct().ToList(),
            Nodes = nodes,
            BuiltInSsl = source == SslCertificateSource.BuiltIn,
            CertificateSource = source,
            Status = SslEnvironmentStatus.Running,
            StorePath = _context.Store.Location,
        };
    }

    private IEnumerable<string> LabelsOf(WebSite site) => site.Names.Select(name => name.ToLowerInvariant())
        .Where(name => IsPlain(name) && name.EndsWith("." + Record.Domain, StringComparison.Ordinal))
        .Select(name => name.Substring(0, name.Length - Record.Domain!.Length - 1)).Where(label => !label.Contains('.')).Distinct();

    private async Task<SslCertificateSource?> SourceAsync(IReadOnlyList<WebSite> sites, CancellationToken cancellationToken)
    {
        var site = sites.FirstOrDefault(other => other.Listeners.Any(listener => listener.IsTls && listener.Port == Record.Port));
        if (site?.CertificatePath is null) return null;
        var certificates = _engine.OpenCertificates(_context.Store);
        var names = await ServedNames.ReadAsync(certificates, _engine.OpenBindings(_context.Store), cancellationToken).ConfigureAwait(false);
        if (await names.FindAsync(Record.Server!, site.Names, Record.Port, site.CertificatePath, cancellationToken).ConfigureAwait(false) is not { } name)
            return SslCertificateSource.Custom;
        return name == Record.CertificateName ? SslCertificateSource.BuiltIn : (await certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false))?.Source;
    }

    // No wildcard, regular expression, catch-all or address.
    private static bool IsPlain(string name) => name.Contains('.') && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-') && !IPAddress.TryParse(name, out _);
}
