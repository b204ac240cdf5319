using System;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Acme;

/// <summary>A store, and a CA in memory.</summary>
public abstract class AccountTest : IDisposable
{
    private readonly TempFolder _folder = new();

    internal FakeCa Ca { get; } = new();

    protected static CancellationToken None => TestContext.Current.CancellationToken;

    protected static AcmeAccountOptions Options { get; } = new()
    {
        Server = AcmeServer.Parse("https://ca.example/dir"),
        Contacts = ["admin@example.com"],
        AcceptTermsOfService = true,
    };

    /// <summary>As another process sees it.</summary>
    protected AcmeAccountService Service => new(Engine, Engine.OpenStore(_folder.Path));

    protected string Store => _folder.Path;

    internal IEngine Engine => new CaEngine(Ca);

    public void Dispose() => _folder.Dispose();

    protected async Task<AcmeSession> OpenAsync(AcmeAccountOptions? options = null)
    {
        Ca.Asked.Clear();
        return await Service.OpenAsync(options ?? Options, None);
    }

    protected async Task<string> NameAsync() => Assert.Single(await Service.ListAsync(None));

    protected static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }

    protected static async Task FailsAsync(string id, Func<Task> work) => Assert.Equal(id, (await Assert.ThrowsAnyAsync<SslToolsException>(work)).ErrorId);

    /// <summary>What a run sees that is killed, as far as a test can play it.</summary>
    internal sealed class Killed : Exception;

    private sealed class CaEngine(FakeCa ca) : DelegatingEngine
    {
        public override IAcmeConnector Acme => ca;
    }
}
