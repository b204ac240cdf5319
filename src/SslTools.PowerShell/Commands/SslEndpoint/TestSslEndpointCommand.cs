using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services.Endpoints;

namespace SslTools.Commands;

/// <summary>Tests what clients meet at a name and port: certificate, chain, trust, versions, ciphers, redirects, on every address.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SslEndpoint")]
[OutputType(typeof(bool), typeof(SslEndpointResult))]
public sealed class TestSslEndpointCommand : StoreCmdlet
{
    private readonly List<EndpointTarget> _targets = [];
    private EndpointOptions _options = new();

    /// <summary>Hosts: names or addresses, with or without a port; or certificates, for the hosts that they name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("HostNames")]
    [HostNameTransformation]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>The port where a host has none; by default 443, or that of -StartTls.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The thumbprint of the certificate that must be served.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Thumbprint { get; set; }

    /// <summary>The protocol that begins TLS by a command of its own.</summary>
    [Parameter]
    public SslStartTls StartTls { get; set; }

    /// <summary>Where to connect instead of the host's own addresses: a host, with or without a port. The host stays the name that is asked for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConnectTo { get; set; }

    /// <summary>The port where plain HTTP answers, for the redirect; by default 80 where the port is 443.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int HttpPort { get; set; }

    /// <summary>The only roots that count: files, local certificate authorities, certificates. By default those of this machine and of the store's authorities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] TrustAnchor { get; set; } = [];

    /// <summary>How long each connection may take, from its beginning to its end.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How many endpoints are tested at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 50;

    /// <summary>Looks at everything, and emits what was found instead of True or False.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private SslStartTls? Protocol => MyInvocation.BoundParameters.ContainsKey(nameof(StartTls)) ? StartTls : null;

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (ConnectTo is not null) EndpointTarget.Parse(ConnectTo, Port, Protocol);
        _options = new EndpointOptions
        {
            ConnectTo = ConnectTo,
            StartTls = Protocol,
            TrustAnchors = TrustAnchor.Length > 0 ? this.ReadAnchors(TrustAnchor, Engine.Reader) : null,
            Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
            HttpPort = HttpPort > 0 ? HttpPort : null,
            Survey = Detailed,
        };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var host in HostName)
            await GuardAsync(() => AddAsync(() => [EndpointTarget.Parse(host, Port, Protocol) with { Thumbprint = Thumbprint }]), host);
    }

    // Some at once, and emitted in the order in which they came.
    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_targets.Count == 0) return;
        var service = new EndpointService(Engine, Store, _options);
        var room = new SemaphoreSlim(ThrottleLimit);
        var running = _targets.Select(target => Task.Run(() => TestAsync(service, target, room, cancellationToken), cancellationToken)).ToList();
        for (var i = 0; i < running.Count; i++)
        {
            if (!running[i].IsCompleted) Reporter.Progress("Testing endpoints", $"{_targets[i]} ({i + 1} of {running.Count})", 100 * i / running.Count);
            var result = await running[i];
            WriteObject(Detailed ? result : result.IsValid);
        }
    }

    private static async Task<SslEndpointResult> TestAsync(
        EndpointService service, EndpointTarget target, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await service.TestAsync(target, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }

    private Task AddAsync(Func<IEnumerable<EndpointTarget>> read)
    {
        _targets.AddRange(read());
        return Task.CompletedTask;
    }
}
