using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Testing.Acme;

/// <summary>Reads certification requests as RFC 8555 section 7.4 wants them.</summary>
internal static class RequestReader
{
    public static CertificateRequest Read(byte[] der, ServerOrder order)
    {
        CertificateRequest request;
        try
        {
            // It verifies the signature.
            request = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        }
        catch (CryptographicException e)
        {
            throw new ProblemException("badCSR", e.Message);
        }

        var extension = request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault()
            ?? throw new ProblemException("badCSR", "the request has no names");
        var names = extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())).Order(StringComparer.Ordinal).ToList();
        if (string.Join(",", names) != order.Names) throw new ProblemException("badCSR", $"the request is for {string.Join(",", names)}, the order for {order.Names}");
        var common = request.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3")
            .Select(part => part.GetSingleElementValue()!).ToList();
        if (common.Any(name => IPAddress.TryParse(name, out _) || !names.Contains(name))) throw new ProblemException("badCSR", "the common name is not one of the DNS names");
        if (request.CertificateExtensions.OfType<X509EnhancedKeyUsageExtension>().Any()) throw new ProblemException("badCSR", "extended key usages are not taken from requests");
        // Section 11.1: the account key must not be the certificate's.
        if (request.PublicKey.ExportSubjectPublicKeyInfo().SequenceEqual(order.Account.Key.SubjectPublicKeyInfo)) throw new ProblemException("badCSR", "the key is the account's");
        return request;
    }
}
