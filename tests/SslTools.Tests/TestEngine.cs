using System.Collections.Generic;
using System.Linq;
using SslTools.Engine;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>The real engine with a clock that a test moves, and roots that a test gives.</summary>
internal sealed class TestEngine : IEngine, ITrustAnchors
{
    private readonly EngineServices _engine = new();

    public ManualClock Clock { get; } = new();

    public List<byte[]> Roots { get; } = [];

    IClock IEngine.Clock => Clock;

    public bool IsElevated => _engine.IsElevated;

    public IProcessRunner Processes => _engine.Processes;

    public ICertificateIssuer Issuer => _engine.Issuer;

    public ICertificateReader Reader => _engine.Reader;

    public IReadOnlyList<ICertificateExporter> Exporters => _engine.Exporters;

    public IProtectedFiles Files => _engine.Files;

    public ITrustAnchors TrustAnchors => this;

    public IReadOnlyList<ITrustStore> TrustStores => _engine.TrustStores;

    public IStore OpenStore(string path) => _engine.OpenStore(path);

    public ICertificateStore OpenCertificates(IStore store) => _engine.OpenCertificates(store);

    public IAuthorityStore OpenAuthorities(IStore store) => _engine.OpenAuthorities(store);

    public IReadOnlyList<byte[]> FindByIssuer(byte[] certificate) =>
        Roots.Where(root => Reader.Describe(root).Subject == Reader.Describe(certificate).Issuer).ToList();
}
