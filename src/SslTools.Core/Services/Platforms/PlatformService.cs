using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Registers hosting platforms and opens them.</summary>
public sealed class PlatformService
{
    private readonly IEngine _engine;
    private readonly IStore _store;
    private readonly IReporter _reporter;
    private readonly PlatformStore _platforms;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public PlatformService(IEngine engine, IStore store, IReporter reporter)
    {
        _engine = engine;
        _store = store;
        _reporter = reporter;
        _platforms = new PlatformStore(engine, store);
    }

    /// <summary>The names, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _platforms.ListAsync(cancellationToken);

    /// <summary>Reads a platform.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform.</returns>
    /// <exception cref="SslToolsException">PlatformNotFound, with the nearest name.</exception>
    public async Task<SslPlatform> GetAsync(string name, CancellationToken cancellationToken) =>
        Show(name, await ReadAsync(name, cancellationToken).ConfigureAwait(false));

    /// <summary>Checks a registration by using it; nothing is kept yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="record">What is known of it; names and paths checked and complete.</param>
    /// <param name="secret">A password or token, or null.</param>
    /// <param name="replace">Whether one of that name may be replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">AlreadyExists, and what is wrong with the registration.</exception>
    public async Task<PlatformPlan> PlanAsync(
        string name, PlatformRecord record, string? secret, bool replace, CancellationToken cancellationToken)
    {
        var key = StoreName.Parse(name);
        if (!replace && await _platforms.FindAsync(key, cancellationToken).ConfigureAwait(false) is not null) throw SslError.AlreadyExists("platform", key);
        foreach (var entry in record.EntryPoint) PlatformAddress.Parse(entry, record.Port, "EntryPoint");
        DnsServers.Parse(record.DnsServers);
        var checkedRecord = record.Domain is null ? record : record with { Domain = DnsName.Normalize(record.Domain) };
        await Open(key, checkedRecord, new NewPlatformVault(secret)).CheckAsync(cancellationToken).ConfigureAwait(false);
        return new PlatformPlan(key, checkedRecord, secret);
    }

    /// <summary>Keeps a registration.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform.</returns>
    public async Task<SslPlatform> RegisterAsync(PlatformPlan plan, CancellationToken cancellationToken)
    {
        await _platforms.SaveAsync(plan.Name, plan.Record, plan.Secret, cancellationToken).ConfigureAwait(false);
        return Show(plan.Name, plan.Record);
    }

    /// <summary>Forgets a platform with its secrets; nothing is changed on the platform itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">PlatformNotFound.</exception>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        if (!await _platforms.DeleteAsync(StoreName.Parse(name), cancellationToken).ConfigureAwait(false))
            throw await NotFoundAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a platform; nothing is sent yet.</summary>
    /// <param name="name">Its name; null for the only one there is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform.</returns>
    /// <exception cref="SslToolsException">PlatformNotFound, PlatformAmbiguous, UnknownPlatformKind.</exception>
    public async Task<ISslPlatform> OpenAsync(string? name, CancellationToken cancellationToken)
    {
        var key = name is null ? await OnlyAsync(cancellationToken).ConfigureAwait(false) : StoreName.Parse(name);
        return Open(key, await ReadAsync(key, cancellationToken).ConfigureAwait(false), new PlatformVault(_platforms, key));
    }

    private async Task<string> OnlyAsync(CancellationToken cancellationToken)
    {
        var names = await _platforms.ListAsync(cancellationToken).ConfigureAwait(false);
        return names.Count switch
        {
            0 => throw SslError.NoPlatform(_platforms.Location),
            1 => names[0],
            _ => throw SslError.PlatformAmbiguous(names),
        };
    }

    private async Task<PlatformRecord> ReadAsync(string name, CancellationToken cancellationToken) =>
        await _platforms.FindAsync(StoreName.Parse(name), cancellationToken).ConfigureAwait(false)
        ?? throw await NotFoundAsync(name, cancellationToken).ConfigureAwait(false);

    private async Task<SslToolsException> NotFoundAsync(string name, CancellationToken cancellationToken)
    {
        var names = await _platforms.ListAsync(cancellationToken).ConfigureAwait(false);
        return SslError.PlatformNotFound(name, NearestName.Find(name, names), names);
    }

    private ISslPlatform Open(string name, PlatformRecord record, IPlatformVault vault)
    {
        var kind = _engine.Platforms.FirstOrDefault(k => k.Name.Equals(record.Kind, StringComparison.OrdinalIgnoreCase))
            ?? throw SslError.UnknownPlatformKind(name, record.Kind, _engine.Platforms.Select(k => k.Name));
        return kind.Open(new PlatformContext(name, record, _store, vault, _reporter));
    }

    private SslPlatform Show(string name, PlatformRecord record) => new()
    {
        Name = name,
        Kind = record.Kind,
        Domain = record.Domain,
        CertificateName = record.CertificateName,
        Server = record.Server,
        ConfigPath = record.ConfigPath,
        ApiHost = record.ApiHost,
        Login = record.Login,
        EntryPoint = record.EntryPoint,
        StorePath = _platforms.Location,
    };
}
