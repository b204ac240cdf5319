using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Reads by a TLS handshake what environments with built-in SSL serve.</summary>
[Cmdlet(VerbsCommon.Get, "BuiltInSsl", DefaultParameterSetName = ByName)]
[OutputType(typeof(SslCertificate))]
public sealed class GetBuiltInSslCommand : EnvironmentCmdlet
{
    /// <summary>The environments' names, or their own domains; wildcards allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Names => Name;

    /// <inheritdoc/>
    private protected override async Task WorkAsync(ISslPlatform platform, SslEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.BuiltInSsl) WriteObject(await Service.ReadServedAsync(platform, environment, TimeSpan.Zero, cancellationToken));
        else WriteVerbose($"Built-in SSL of '{environment.Name}' is off.");
    }
}
