using System.Collections.Generic;
using System.Net;
using SslTools.Engine;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>The real engine; a test replaces what it plays itself.</summary>
internal class DelegatingEngine : IEngine
{
    private readonly EngineServices _engine = new();
    private IReadOnlyList<ITrustStore>? _trustStores;

    public DelegatingEngine() => IsElevated = _engine.IsElevated;

    public virtual IClock Clock => _engine.Clock;

    public bool IsElevated { get; set; }

    public virtual IProcessRunner Processes => _engine.Processes;

    public virtual ICertificateIssuer Issuer => _engine.Issuer;

    public virtual ICertificateReader Reader => _engine.Reader;

    public virtual IReadOnlyList<ICertificateExporter> Exporters => _engine.Exporters;

    public virtual IProtectedFiles Files => _engine.Files;

    public virtual ITrustAnchors TrustAnchors => _engine.TrustAnchors;

    public virtual IPathValidator Paths => _engine.Paths;

    public virtual IRevocationReader Revocation => _engine.Revocation;

    public IReadOnlyList<ITrustStore> TrustStores
    {
        get => _trustStores ?? _engine.TrustStores;
        set => _trustStores = value;
    }

    public virtual IReadOnlyList<IWebServer> WebServers => _engine.WebServers;

    public virtual IServerFiles ServerFiles => _engine.ServerFiles;

    public virtual INetworkProbe Network => _engine.Network;

    public virtual IEndpointProbe Endpoints => _engine.Endpoints;

    public virtual IWebFetcher Web => _engine.Web;

    public virtual IHeapReader Heaps => _engine.Heaps;

    public virtual IWeakKeys WeakKeys => _engine.WeakKeys;

    public virtual IAcmeConnector Acme => _engine.Acme;

    public virtual IChallengeSolvers Challenges => _engine.Challenges;

    public virtual IAccountKeys AccountKeys => _engine.AccountKeys;

    public virtual IReadOnlyList<IDnsProviderKind> DnsProviders => _engine.DnsProviders;

    public virtual IReadOnlyList<ISslPlatformKind> Platforms => _engine.Platforms;

    public virtual IReadOnlyList<ITaskScheduler> Schedulers => _engine.Schedulers;

    public virtual IAccounts Accounts => _engine.Accounts;

    public virtual IDnsQuery OpenDns(IReadOnlyList<IPEndPoint> servers) => _engine.OpenDns(servers);

    public virtual IStore OpenStore(string path) => _engine.OpenStore(path);

    public virtual ICertificateStore OpenCertificates(IStore store) => _engine.OpenCertificates(store);

    public virtual IAuthorityStore OpenAuthorities(IStore store) => _engine.OpenAuthorities(store);

    public virtual IResponseCache OpenResponses(IStore store) => _engine.OpenResponses(store);

    public virtual IBindingStore OpenBindings(IStore store) => _engine.OpenBindings(store);

    public virtual IRequestStore OpenRequests(IStore store) => _engine.OpenRequests(store);

    public virtual IDocuments<T> OpenDocuments<T>(IStore store, string collection)
        where T : class => _engine.OpenDocuments<T>(store, collection);

    public virtual ISecretProtector OpenSecrets(IStore store) => _engine.OpenSecrets(store);
}
