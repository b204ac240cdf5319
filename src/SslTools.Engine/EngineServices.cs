using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using SslTools.Engine.Acme.Challenges;
using SslTools.Engine.Acme;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Cryptography.Import;
using SslTools.Engine.Cryptography.Validation;
using SslTools.Engine.Cryptography.Validation.Revocation;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.Network;
using SslTools.Engine.Network.Dns;
using SslTools.Engine.Network.Endpoints;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine;

/// <summary>The adapters behind the ports. Only the composition root of the cmdlets names this type.</summary>
public sealed class EngineServices : IEngine
{
    private readonly Lazy<IReadOnlyList<ICertificateExporter>> _exporters;
    private readonly Lazy<IReadOnlyList<IDnsProviderKind>> _dnsProviders;
    private readonly Lazy<IReadOnlyList<ISslPlatformKind>> _platforms;
    private readonly Lazy<IReadOnlyList<ITaskScheduler>> _schedulers;
    private readonly Lazy<IReadOnlyList<ITrustStore>> _trustStores;
    private readonly Lazy<IReadOnlyList<IWebServer>> _webServers;

    /// <summary>Makes the engine.</summary>
    public EngineServices()
    {
        _exporters = new(Discover<ICertificateExporter>);
        _dnsProviders = new(Discover<IDnsProviderKind>);
        _platforms = new(Discover<ISslPlatformKind>);
        _schedulers = new(Discover<ITaskScheduler>);
        _trustStores = new(Discover<ITrustStore>);
        _webServers = new(Discover<IWebServer>);
        Acme = new AcmeConnector(Clock);
        Accounts = new Accounts(Processes);
        Files = new ProtectedFiles(Processes);
        ServerFiles = new ServerFiles(Processes);
        Heaps = new HeapReader(Files);
    }

    /// <inheritdoc/>
    public IClock Clock { get; } = new SystemClock();

    /// <inheritdoc/>
    public bool IsElevated => Elevation.IsElevated;

    /// <inheritdoc/>
    public IProcessRunner Processes { get; } = new ProcessRunner();

    /// <inheritdoc/>
    public ICertificateIssuer Issuer { get; } = new CertificateIssuer();

    /// <inheritdoc/>
    public ICertificateReader Reader { get; } = new CertificateReader();

    /// <inheritdoc/>
    public IReadOnlyList<ICertificateExporter> Exporters => _exporters.Value;

    /// <inheritdoc/>
    public IProtectedFiles Files { get; }

    /// <inheritdoc/>
    public ITrustAnchors TrustAnchors { get; } = new PlatformAnchors();

    /// <inheritdoc/>
    public IPathValidator Paths { get; } = new PathValidator();

    /// <inheritdoc/>
    public IRevocationReader Revocation { get; } = new RevocationReader();

    /// <inheritdoc/>
    public IReadOnlyList<ITrustStore> TrustStores => _trustStores.Value;

    /// <inheritdoc/>
    public IReadOnlyList<IWebServer> WebServers => _webServers.Value;

    /// <inheritdoc/>
    public IServerFiles ServerFiles { get; }

    /// <inheritdoc/>
    public INetworkProbe Network { get; } = new NetworkProbe();

    /// <inheritdoc/>
    public IEndpointProbe Endpoints { get; } = new EndpointProbe();

    /// <inheritdoc/>
    public IWebFetcher Web { get; } = new WebFetcher();

    /// <inheritdoc/>
    public IHeapReader Heaps { get; }

    /// <inheritdoc/>
    public IWeakKeys WeakKeys { get; } = new WeakKeys();

    /// <inheritdoc/>
    public IAcmeConnector Acme { get; }

    /// <inheritdoc/>
    public IAccountKeys AccountKeys { get; } = new AccountKeys();

    /// <inheritdoc/>
    public IChallengeSolvers Challenges { get; } = new ChallengeSolvers();

    /// <inheritdoc/>
    public IReadOnlyList<IDnsProviderKind> DnsProviders => _dnsProviders.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ISslPlatformKind> Platforms => _platforms.Value;

    /// <inheritdoc/>
    public IReadOnlyList<ITaskScheduler> Schedulers => _schedulers.Value;

    /// <inheritdoc/>
    public IAccounts Accounts { get; }

    /// <inheritdoc/>
    public IDnsQuery OpenDns(IReadOnlyList<IPEndPoint> servers) => new DnsQuery(servers);

    /// <inheritdoc/>
    public IStore OpenStore(string path) => new FileStore(path);

    /// <inheritdoc/>
    public ICertificateStore OpenCertificates(IStore store) => new CertificateStore(store, Reader, Clock);

    /// <inheritdoc/>
    public IAuthorityStore OpenAuthorities(IStore store) => new AuthorityStore(store, Reader, new KeyProtector());

    /// <inheritdoc/>
    public IResponseCache OpenResponses(IStore store) => new ResponseCache(Path.Combine(store.Location, "cache"));

    /// <inheritdoc/>
    public IBindingStore OpenBindings(IStore store) => new BindingStore(store);

    /// <inheritdoc/>
    public IRequestStore OpenRequests(IStore store) => new RequestStore(store, Clock);

    /// <inheritdoc/>
    public IDocuments<T> OpenDocuments<T>(IStore store, string collection)
        where T : class => new Documents<T>(store, collection);

    /// <inheritdoc/>
    public ISecretProtector OpenSecrets(IStore store) => new SecretProtector(store);

    // A new adapter is one new class with a public constructor that takes the engine, or nothing.
    private IReadOnlyList<T> Discover<T>() => typeof(EngineServices).Assembly.GetTypes()
        .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (T)(type.GetConstructor([typeof(IEngine)])?.Invoke([this]) ?? Activator.CreateInstance(type)!))
        .ToList();
}
