using System.Collections.Generic;
using System.Net;

namespace SslTools.Ports;

/// <summary>Everything that does the work, made by the composition root. Core and the cmdlets know only these ports.</summary>
public interface IEngine
{
    /// <summary>The time.</summary>
    IClock Clock { get; }

    /// <summary>Whether this account is root, or an elevated administrator.</summary>
    bool IsElevated { get; }

    /// <summary>Runs programs.</summary>
    IProcessRunner Processes { get; }

    /// <summary>Generates keys and signs certificates.</summary>
    ICertificateIssuer Issuer { get; }

    /// <summary>Reads certificates and keys.</summary>
    ICertificateReader Reader { get; }

    /// <summary>The file formats for certificates, found by reflection.</summary>
    IReadOnlyList<ICertificateExporter> Exporters { get; }

    /// <summary>Files outside the store.</summary>
    IProtectedFiles Files { get; }

    /// <summary>The roots that this machine trusts.</summary>
    ITrustAnchors TrustAnchors { get; }

    /// <summary>Builds and validates certification paths.</summary>
    IPathValidator Paths { get; }

    /// <summary>Reads CRLs and OCSP responses.</summary>
    IRevocationReader Revocation { get; }

    /// <summary>The kinds of trust store, found by reflection.</summary>
    IReadOnlyList<ITrustStore> TrustStores { get; }

    /// <summary>The kinds of web server, found by reflection.</summary>
    IReadOnlyList<IWebServer> WebServers { get; }

    /// <summary>The files of servers' configurations.</summary>
    IServerFiles ServerFiles { get; }

    /// <summary>Looks at the network as a client sees it.</summary>
    INetworkProbe Network { get; }

    /// <summary>Looks at servers that nobody vouches for.</summary>
    IEndpointProbe Endpoints { get; }

    /// <summary>Fetches from the web.</summary>
    IWebFetcher Web { get; }

    /// <summary>Reads heaps of certificates and keys.</summary>
    IHeapReader Heaps { get; }

    /// <summary>Knows public keys whose private key others can find.</summary>
    IWeakKeys WeakKeys { get; }

    /// <summary>Opens conversations with ACME CAs.</summary>
    IAcmeConnector Acme { get; }

    /// <summary>The ways of proving control that need no DNS.</summary>
    IChallengeSolvers Challenges { get; }

    /// <summary>Reads and writes account keys as files.</summary>
    IAccountKeys AccountKeys { get; }

    /// <summary>The kinds of DNS provider, found by reflection.</summary>
    IReadOnlyList<IDnsProviderKind> DnsProviders { get; }

    /// <summary>The kinds of hosting platform, found by reflection.</summary>
    IReadOnlyList<ISslPlatformKind> Platforms { get; }

    /// <summary>The kinds of scheduler, found by reflection.</summary>
    IReadOnlyList<ITaskScheduler> Schedulers { get; }

    /// <summary>The accounts of this machine.</summary>
    IAccounts Accounts { get; }

    /// <summary>Asks the DNS.</summary>
    /// <param name="servers">Asked instead of the system's resolver and of a zone's authoritative servers; none: those.</param>
    /// <returns>What asks.</returns>
    IDnsQuery OpenDns(IReadOnlyList<IPEndPoint> servers);

    /// <summary>Opens a store; nothing is created until something is written.</summary>
    /// <param name="path">Its folder.</param>
    /// <returns>The store.</returns>
    IStore OpenStore(string path);

    /// <summary>The certificates of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>Its certificates.</returns>
    ICertificateStore OpenCertificates(IStore store);

    /// <summary>The local certificate authorities of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>Its authorities.</returns>
    IAuthorityStore OpenAuthorities(IStore store);

    /// <summary>Answers from the web that are kept with a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The answers.</returns>
    IResponseCache OpenResponses(IStore store);

    /// <summary>The bindings of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>Its bindings.</returns>
    IBindingStore OpenBindings(IStore store);

    /// <summary>The certification requests of a store that wait for their certificate.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The view.</returns>
    IRequestStore OpenRequests(IStore store);

    /// <summary>The documents of a store's collection.</summary>
    /// <typeparam name="T">What a document says.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="collection">The collection.</param>
    /// <returns>Its documents.</returns>
    IDocuments<T> OpenDocuments<T>(IStore store, string collection)
        where T : class;

    /// <summary>What encrypts the secrets of a store.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The protector.</returns>
    ISecretProtector OpenSecrets(IStore store);
}
