using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Tests.Platforms;

/// <summary>A platform in memory that counts what is asked of it.</summary>
internal sealed class FakePlatform : ICustomSslPlatform, ILetsEncryptPlatform
{
    public List<SslEnvironment> Environments { get; } = [];

    public List<string> Writes { get; } = [];

    /// <summary>Runs before each reading of an environment.</summary>
    public Action<int> BeforeRead { get; set; } = _ => { };

    /// <summary>Runs when a switch is sent.</summary>
    public Action<bool> OnSwitch { get; set; } = _ => { };

    public string Name => "cloud";

    public int Concurrency => 4;

    private int Reads { get; set; }

    public void Change(string name, Func<SslEnvironment, SslEnvironment> change)
    {
        var at = Environments.FindIndex(e => e.Name == name);
        Environments[at] = change(Environments[at]);
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<SslEnvironment>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SslEnvironment>>(Environments);

    public Task<SslEnvironment?> FindAsync(string name, CancellationToken cancellationToken)
    {
        BeforeRead(++Reads);
        return Task.FromResult(Environments.SingleOrDefault(e => e.Name == name));
    }

    public Task<string> PlanBuiltInSslAsync(SslEnvironment environment, CancellationToken cancellationToken) => Task.FromResult("");

    public Task SetBuiltInSslAsync(SslEnvironment environment, bool on, CancellationToken cancellationToken)
    {
        Writes.Add($"{environment.Name} {(on ? "on" : "off")}");
        OnSwitch(on);
        Change(environment.Name, e => e with { BuiltInSsl = on });
        return Task.CompletedTask;
    }

    public Task<BindingEndpoint?> FindEntryPointAsync(SslEnvironment environment, string hostName, CancellationToken cancellationToken) =>
        Task.FromResult<BindingEndpoint?>(null);

    public Task<IReadOnlyList<PlatformCertificate>> ListCertificatesAsync(SslEnvironment environment, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlatformCertificate>>([]);

    public Task InstallCertificateAsync(SslEnvironment environment, PlatformCertificateOrder order, CancellationToken cancellationToken)
    {
        Writes.Add($"{environment.Name} {order.Entry} {string.Join(",", order.Domains)}");
        return Task.CompletedTask;
    }

    public Task RemoveCertificateAsync(SslEnvironment environment, PlatformCertificate certificate, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> HasLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<PlatformLetsEncrypt> RequestLetsEncryptAsync(SslEnvironment environment, IReadOnlyList<string> names, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken) => throw new NotSupportedException();
}
