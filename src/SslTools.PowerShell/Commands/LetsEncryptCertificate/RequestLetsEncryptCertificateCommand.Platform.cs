using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>The request to a hosting platform's own add-on.</summary>
public sealed partial class RequestLetsEncryptCertificateCommand
{
    private const string AtPlatform = "Platform";

    private static readonly HashSet<string> WithPlatform =
        [nameof(Platform), nameof(Environment), nameof(DnsName), nameof(Force), nameof(StorePath), "WhatIf", "Confirm"];

    /// <summary>The hosting platform whose Let's Encrypt add-on shall issue, by its name in the store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Platform { get; set; } = "";

    /// <summary>The platform's environment, by its name or its own domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string Environment { get; set; } = "";

    private async Task RequestAtPlatformAsync(CancellationToken cancellationToken)
    {
        var own = typeof(RequestLetsEncryptCertificateCommand).GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute), true)).Select(p => p.Name);
        var foreign = own.Where(name => MyInvocation.BoundParameters.ContainsKey(name) && !WithPlatform.Contains(name)).ToList();
        if (foreign.Count > 0) throw SslError.NotWithPlatform(foreign);
        var selection = new EnvironmentSelection(new PlatformService(Engine, Store, Reporter));
        var platform = await selection.OpenAsync(Platform, cancellationToken);
        var environment = BuiltInSslService.Find(platform, await selection.ListAsync(platform, cancellationToken), Environment);
        var service = new PlatformLetsEncryptService(Engine, Reporter);
        var plan = await service.PlanAsync(platform, environment.Name, DnsName, Force, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        if (await service.RequestAsync(plan, cancellationToken) is { } certificate) WriteObject(certificate);
    }
}
