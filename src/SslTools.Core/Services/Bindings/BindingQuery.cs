using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finds the sites that answer HTTPS, with their certificates.</summary>
public sealed class BindingQuery
{
    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly IBindingStore _bindings;
    private readonly IReporter _reporter;

    /// <summary>Makes the query.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public BindingQuery(IEngine engine, IStore store, IReporter reporter)
        : this(engine, engine.OpenCertificates(store), engine.OpenBindings(store), reporter)
    {
    }

    internal BindingQuery(IEngine engine, ICertificateStore certificates, IBindingStore bindings, IReporter reporter)
    {
        _engine = engine;
        _certificates = certificates;
        _bindings = bindings;
        _reporter = reporter;
    }

    /// <summary>Finds the servers that are installed.</summary>
    /// <param name="names">Those the user named; none for all.</param>
    /// <param name="configPath">The main configuration file, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The servers.</returns>
    /// <exception cref="SslToolsException">UnknownServer; ServerNotInstalled where the user named it.</exception>
    public async Task<IReadOnlyList<IWebServerInstance>> LocateAsync(
        IReadOnlyList<string> names, string? configPath, CancellationToken cancellationToken)
    {
        var found = new List<IWebServerInstance>();
        foreach (var server in names.Count == 0 ? _engine.WebServers : names.Select(name => WebServers.Find(_engine, name)))
        {
            var instance = await server.LocateAsync(configPath, cancellationToken).ConfigureAwait(false);
            if (instance is not null) found.Add(instance);
            else if (names.Count > 0) throw SslError.ServerNotInstalled(server.Name, server.InstallAdvice);
        }

        return found;
    }

    /// <summary>Reads the sites of a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its sites; one whose certificate can't be read is reported with a warning.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public async Task<IReadOnlyList<SslBinding>> ReadAsync(IWebServerInstance server, CancellationToken cancellationToken)
    {
        var bindings = new List<SslBinding>();
        var names = await ServedNames.ReadAsync(_certificates, _bindings, cancellationToken).ConfigureAwait(false);
        foreach (var site in server.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            bindings.Add(await WithCertificateAsync(site, names, cancellationToken).ConfigureAwait(false));
        }

        return bindings;
    }

    private async Task<SslBinding> WithCertificateAsync(SslBinding site, ServedNames names, CancellationToken cancellationToken)
    {
        if (site.CertificatePath is null) return site;
        try
        {
            var pem = _engine.ServerFiles.Read(site.CertificatePath) ?? throw SslError.ConfigurationNotFound(site.CertificatePath);
            var description = _engine.Reader.Describe(_engine.Reader.ReadCertificates(pem, site.CertificatePath)[0]);
            return site with
            {
                Thumbprint = description.Thumbprint,
                NotAfter = description.NotAfter,
                DaysRemaining = (int)Math.Floor((description.NotAfter - _engine.Clock.UtcNow.UtcDateTime).TotalDays),
                CertificateName = await names.FindAsync(site.Server, site.HostNames, site.Port, site.CertificatePath, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (SslToolsException e)
        {
            _reporter.Warning($"The certificate of '{site.HostName}' ({site.SitePath}:{site.Line}) can't be read: {e.Message}");
            return site;
        }
    }
}
