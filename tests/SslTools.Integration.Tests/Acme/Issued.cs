using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace SslTools.Integration.Tests.Acme;

/// <summary>What Request-LetsEncryptCertificate emits, as far as tests look at it.</summary>
internal sealed record Issued(
    string Name, int Version, string Thumbprint, string Subject, IReadOnlyList<string> DnsNames, IReadOnlyList<string> IPAddresses,
    string CertificatePath, string? PrivateKeyPath)
{
    public static Issued Read(PSObject output)
    {
        dynamic o = output;
        return new Issued(
            (string)o.Name, (int)o.Version, (string)o.Thumbprint, (string)o.Subject, (IReadOnlyList<string>)o.DnsNames, (IReadOnlyList<string>)o.IPAddresses,
            (string)o.CertificatePath, (string?)o.PrivateKeyPath);
    }
}

/// <summary>What Update-SslCertificate emits, as far as tests look at it.</summary>
internal sealed record Renewal(string Status, string Reason, DateTime? Next, IReadOnlyList<string> Deployed, int? Version)
{
    public static Renewal Read(PSObject output)
    {
        dynamic o = output;
        return new Renewal(
            o.Status.ToString(), (string)o.Reason, (DateTime?)o.NextRenewal, (IReadOnlyList<string>)o.Deployed,
            o.Certificate is null ? null : (int?)((PSObject)PSObject.AsPSObject(o.Certificate)).Properties["Version"].Value);
    }
}
