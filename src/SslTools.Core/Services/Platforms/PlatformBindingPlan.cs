using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked installation of a certificate at a platform, ready to be shown and carried out.</summary>
public sealed class PlatformBindingPlan
{
    internal PlatformBindingPlan(ICustomSslPlatform platform, SslEnvironment environment, PlatformCertificateOrder order, bool force)
    {
        Platform = platform;
        Environment = environment;
        Order = order;
        Force = force;
    }

    /// <summary>The environment as it was read.</summary>
    public SslEnvironment Environment { get; }

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Install the certificate '{Order.Certificate.Name}' ({Order.Certificate.Thumbprint}, until {ValidityPeriod.Text(Order.Certificate.NotAfter)}) for "
        + $"{string.Join(", ", Order.Domains)} at {Place} of the environment '{Environment.Name}' at the platform '{Platform.Name}'"
        + (SwitchesOff ? ", then switch built-in SSL off" : "");

    internal ICustomSslPlatform Platform { get; }

    internal PlatformCertificateOrder Order { get; }

    internal bool Force { get; }

    // At a local server the new binding takes the place of the old one in a single reload.
    internal bool SwitchesOff => Environment.BuiltInSsl && Order.Entry == SslPlatformEntry.Node && Platform is not ILocalSslPlatform;

    private string Place => Platform is ILocalSslPlatform ? "the site" : Order.Entry == SslPlatformEntry.Node ? "the node" : "the shared load balancer";
}
