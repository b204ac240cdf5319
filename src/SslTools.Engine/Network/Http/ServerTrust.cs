using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Engine.Network.Http;

/// <summary>Verifies the TLS certificate of a server that secrets are sent to: by the machine's roots, and by those of a private CA where they are given.</summary>
/// <param name="roots">Roots, DER.</param>
internal sealed class ServerTrust(IReadOnlyList<byte[]> roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the last certificate was refused, or null.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Judges; what <see cref="HttpClientHandler.ServerCertificateCustomValidationCallback"/> calls.</summary>
    /// <param name="request">The request.</param>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="served">The platform's chain, with what the server sent.</param>
    /// <param name="errors">The platform's verdict.</param>
    /// <returns>Whether it is trusted.</returns>
    public bool IsTrusted(HttpRequestMessage? request, X509Certificate2? certificate, X509Chain? served, SslPolicyErrors errors)
    {
        var refusal = errors == SslPolicyErrors.None ? null
            : certificate is null ? "it has none"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is for another name"
            : Refusal(certificate, served);
        if (refusal is not null) LastRefusal = refusal;
        return refusal is null;
    }

    // .NET Standard has no custom trust store: the chain is built with unknown roots allowed, and must then end in a given one.
    private string? Refusal(X509Certificate2 certificate, X509Chain? served)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (served is not null)
        {
            policy.ExtraStore.AddRange(served.ChainPolicy.ExtraStore);
            foreach (var element in served.ChainElements) policy.ExtraStore.Add(element.Certificate);
        }

        var anchors = roots.Select(root => new X509Certificate2(root)).ToList();
        anchors.ForEach(anchor => policy.ExtraStore.Add(anchor));
        try
        {
            chain.Build(certificate);
            var elements = chain.ChainElements.Cast<X509ChainElement>().ToList();
            var flaw = chain.ChainStatus.FirstOrDefault(status => status.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.UntrustedRoot));
            if (flaw.Status != X509ChainStatusFlags.NoError) return flaw.StatusInformation.Trim().TrimEnd('.') is { Length: > 0 } text ? text : flaw.Status.ToString();
            return elements.Count > 0 && roots.Any(root => root.SequenceEqual(elements[elements.Count - 1].Certificate.RawData))
                ? null
                : "its chain ends in none of the given roots";
        }
        finally
        {
            anchors.ForEach(anchor => anchor.Dispose());
        }
    }
}
