using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using SslTools.Services.Endpoints;

namespace SslTools.Infrastructure;

/// <summary>Takes certificates for the hosts that they name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class HostNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Bare(inputData) switch
    {
        SslCertificate certificate => EndpointTarget.HostsOf(certificate),
        string text => text,
        IEnumerable list => list.Cast<object?>().SelectMany(item => Bare(item) is SslCertificate certificate ? EndpointTarget.HostsOf(certificate) : [item?.ToString() ?? ""]).ToArray(),
        _ => inputData,
    };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
