using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Network;
using SslTools.Engine.Platforms.Virtuozzo;
using SslTools.Engine.Storage;
using SslTools.Engine.Tests.Dns;
using SslTools.Ports;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>A simulator and the adapter under test, registered with it.</summary>
internal sealed class PlatformFixture : IReporter, IPlatformVault, IAsyncDisposable
{
    public const string Token = "d0e55a84-token-of-the-test";

    private readonly FileStore _store = new("unused");
    private readonly EngineWithClock _engine;

    private PlatformFixture(PlatformSimulator simulator, string? login, string secret)
    {
        Simulator = simulator;
        Secret = secret;
        Login = login;
        _engine = new EngineWithClock(Clock);
        Platform = Open(Record);
    }

    public static CancellationToken None => CancellationToken.None;

    public PlatformSimulator Simulator { get; }

    public StoppedClock Clock { get; } = new();

    public ISslPlatform Platform { get; }

    public ICustomSslPlatform Custom => (ICustomSslPlatform)Platform;

    public ILetsEncryptPlatform LetsEncrypt => (ILetsEncryptPlatform)Platform;

    public string Secret { get; set; }

    public List<string> Warnings { get; } = [];

    public string? Session { get; set; }

    public string? Login { get; }

    public PlatformRecord Record => new()
    {
        Kind = "Virtuozzo", ApiHost = Simulator.ApiHost, Login = Login, TrustedRoots = [Simulator.ApiRoot], EntryPoint = [Simulator.EntryPoint.ToString()],
    };

    /// <summary>Signs in by password.</summary>
    public static async Task<PlatformFixture> StartAsync(PlatformSimulatorOptions? options = null)
    {
        options ??= new PlatformSimulatorOptions();
        return new PlatformFixture(await PlatformSimulator.StartAsync(options), options.Login, options.Password);
    }

    /// <summary>Uses a token that may call some methods, or all.</summary>
    public static async Task<PlatformFixture> StartWithTokenAsync(params string[] methods)
    {
        var tokens = new Dictionary<string, IReadOnlyList<string>?> { [Token] = methods.Length == 0 ? null : methods };
        return new PlatformFixture(await PlatformSimulator.StartAsync(new PlatformSimulatorOptions { Tokens = tokens }), null, Token);
    }

    public ISslPlatform Open(PlatformRecord record, TimeSpan? callTime = null) =>
        new VirtuozzoKind(_engine.Engine, new VirtuozzoLimits { CallTime = callTime ?? TimeSpan.FromSeconds(60), AnswerBytes = 1 << 20 })
            .Open(new PlatformContext("cloud", record, _store, this, this));

    public async Task<SslEnvironment> FindAsync(string name) => await Platform.FindAsync(name, None) ?? throw new InvalidOperationException(name);

    public async Task SetAsync(string name, bool on = true, ISslPlatform? platform = null) =>
        await (platform ?? Platform).SetBuiltInSslAsync(await FindAsync(name), on, None);

    public async Task<SslToolsException> FailsAsync(Func<Task> action)
    {
        var e = await Assert.ThrowsAnyAsync<SslToolsException>(action);
        for (Exception? cause = e; cause is not null; cause = cause.InnerException) Assert.DoesNotContain(Secret, cause.ToString());
        if (Session is not null) Assert.DoesNotContain(Session, e.ToString());
        return e;
    }

    /// <summary>What the entry point serves, by a real handshake.</summary>
    public async Task<byte[]?> ServedAsync(string name)
    {
        var result = await new NetworkProbe().HandshakeAsync(new BindingEndpoint(Simulator.EntryPoint, name, false), TimeSpan.FromSeconds(10), None);
        return result.Certificates.FirstOrDefault();
    }

    /// <summary>A certificate under a root and an intermediate of its own.</summary>
    public static CertificateBundle Issue(bool rsa, bool withChain, params string[] names) => IssueFrom("CN=Test intermediate", rsa, withChain, names);

    public static CertificateBundle IssueFrom(string issuerName, bool rsa, bool withChain, params string[] names)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(issuerName, authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var issuer = authority.CreateSelfSigned(from, to);
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA r
            ? new CertificateRequest("CN=" + names.FirstOrDefault("none"), r, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=" + names.FirstOrDefault("none"), (ECDsa)key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names) alternatives.AddDnsName(name);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var leaf = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), from, to, RandomNumberGenerator.GetBytes(16));
        return new CertificateBundle(leaf.RawData, withChain ? [issuer.RawData] : [], key.ExportPkcs8PrivateKey());
    }

    /// <summary>An order for a certificate.</summary>
    public static PlatformCertificateOrder Order(CertificateBundle bundle, SslPlatformEntry entry, params string[] domains)
    {
        var reader = new CertificateReader();
        return new(new SslCertificate(reader.Describe(bundle.Leaf), SslCertificateSource.Custom, () => bundle, reader.ToPlatform, () => DateTimeOffset.UtcNow), entry, domains);
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Assert.Empty(Simulator.Complaints);
    }

    Task<string> IPlatformVault.ReadSecretAsync(CancellationToken cancellationToken) => Task.FromResult(Secret);

    Task<string?> IPlatformVault.ReadSessionAsync(CancellationToken cancellationToken) => Task.FromResult(Session);

    Task IPlatformVault.SaveSessionAsync(string? session, CancellationToken cancellationToken)
    {
        Session = session;
        return Task.CompletedTask;
    }

    void IReporter.Verbose(string message)
    {
    }

    void IReporter.Warning(string message) => Warnings.Add(message);

    void IReporter.Progress(string activity, string status, int percent)
    {
    }
}
