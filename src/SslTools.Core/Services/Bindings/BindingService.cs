using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Makes web servers serve certificates, or serve them no more.</summary>
public sealed class BindingService
{
    private readonly IEngine _engine;
    private readonly IReporter _reporter;
    private readonly ICertificateStore _certificates;
    private readonly IBindingStore _bindings;

    /// <summary>Makes the service; it may be used for many bindings.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public BindingService(IEngine engine, IStore store, IReporter reporter)
    {
        _engine = engine;
        _reporter = reporter;
        _certificates = engine.OpenCertificates(store);
        _bindings = engine.OpenBindings(store);
    }

    /// <summary>How long a server may take to serve a change.</summary>
    public TimeSpan ProofTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks everything that can be checked before anything is changed.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="certificate">The certificate to serve.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<BindingPlan> PlanSetAsync(BindingOptions options, SslCertificate certificate, CancellationToken cancellationToken)
    {
        var names = Names(options);
        var kind = WebServers.Find(_engine, options.Server);
        CheckFeatures(kind, options);
        await BindingCertificate.CheckAsync(certificate, _certificates, _engine.Reader, _reporter, cancellationToken).ConfigureAwait(false);
        foreach (var name in names) BindingCertificate.CheckName(certificate, name);
        var request = new BindingRequest
        {
            HostNames = names,
            Port = options.Port ?? kind.DefaultPort,
            CertificateName = certificate.Name,
            Bundle = certificate.GetBundle(),
            CertificatePath = certificate.FullChainPath!,
            PrivateKeyPath = certificate.PrivateKeyPath!,
            RedirectHttp = options.RedirectHttp,
            Hsts = options.Hsts,
            TlsPolicy = options.TlsPolicy,
        };
        var server = await LocateAsync(kind, options.ConfigPath, cancellationToken).ConfigureAwait(false);
        return await PlanAsync(server, new SetGoal(server.Name, request, certificate, _bindings, _engine.Reader), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plans the removal of HTTPS from sites.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<BindingPlan> PlanRemoveAsync(BindingOptions options, CancellationToken cancellationToken)
    {
        var kind = WebServers.Find(_engine, options.Server);
        var request = new BindingRequest { HostNames = Names(options), Port = options.Port ?? kind.DefaultPort };
        var server = await LocateAsync(kind, options.ConfigPath, cancellationToken).ConfigureAwait(false);
        var goal = new RemoveGoal(server.Name, request, _bindings, _engine.Reader, _engine.ServerFiles);
        return await PlanAsync(server, goal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Carries out a plan, and proves it. On any failure everything is put back.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; everything is put back then.</param>
    /// <returns>True when something was changed; false when all was as asked for.</returns>
    /// <exception cref="SslToolsException">What went wrong; nothing was changed.</exception>
    public Task<bool> ApplyAsync(BindingPlan plan, CancellationToken cancellationToken) =>
        new BindingTransaction(_engine, _bindings, _reporter, ProofTimeout).RunAsync(plan.Server, plan.Goal, cancellationToken);

    /// <summary>Reads the sites of a plan again, after it was carried out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sites that answer HTTPS, in the order of the configuration.</returns>
    public async Task<IReadOnlyList<SslBinding>> ReadAsync(BindingPlan plan, CancellationToken cancellationToken)
    {
        var query = new BindingQuery(_engine, _certificates, _bindings, _reporter);
        var all = await query.ReadAsync(plan.Server, cancellationToken).ConfigureAwait(false);
        var planned = plan.Changes.Sites.SelectMany(site =>
        {
            // Names may share a place, each with a certificate of its own.
            var there = all.Where(binding => site.Place == $"{binding.SitePath}:{binding.Line}").ToList();
            var named = there.Where(binding => binding.HostNames.Contains(site.HostName)).ToList();
            return named.Count == 0 || there.Select(binding => binding.CertificatePath).Distinct().Count() == 1 ? there : named;
        }).ToList();
        return all.Where(planned.Contains).ToList();
    }

    private static IReadOnlyList<string> Names(BindingOptions options)
    {
        var names = SubjectNames.Parse(options.HostNames);
        return names.DnsNames.Concat(names.IPAddresses.Select(address => address.ToString())).ToList();
    }

    private async Task<BindingPlan> PlanAsync(IWebServerInstance server, BindingGoal goal, CancellationToken cancellationToken)
    {
        var changes = await goal.PlanAsync(server, cancellationToken).ConfigureAwait(false);
        foreach (var warning in changes.Warnings) _reporter.Warning(warning);
        return new BindingPlan(server, goal, changes);
    }

    private static void CheckFeatures(IWebServer server, BindingOptions options)
    {
        void Check(bool asked, WebServerFeatures feature)
        {
            if (asked && !server.Features.HasFlag(feature)) throw SslError.FeatureNotSupported(server.Name, feature.ToString());
        }

        Check(options.RedirectHttp is not null, WebServerFeatures.RedirectHttp);
        Check(options.Hsts is not null, WebServerFeatures.Hsts);
        Check(options.TlsPolicy is not null, WebServerFeatures.TlsPolicy);
    }

    private static async Task<IWebServerInstance> LocateAsync(IWebServer server, string? configPath, CancellationToken cancellationToken) =>
        await server.LocateAsync(configPath, cancellationToken).ConfigureAwait(false)
        ?? throw SslError.ServerNotInstalled(server.Name, server.InstallAdvice);
}
