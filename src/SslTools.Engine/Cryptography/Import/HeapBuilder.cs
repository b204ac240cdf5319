using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Utilities.Encoders;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Collects what is found in one file, or in all of them: nothing twice, and one failure for each file.</summary>
internal sealed class HeapBuilder
{
    private const int MaxObjects = 50_000;
    private static readonly CertificateReader Reader = new();
    private readonly Dictionary<string, HeapCertificate> _certificates = [];
    private readonly Dictionary<string, HeapKey> _keys = [];
    private readonly List<HeapCertificate> _certificateOrder = [];
    private readonly List<HeapKey> _keyOrder = [];
    private readonly List<SslToolsException> _failures = [];

    /// <summary>Whether something could not be read.</summary>
    public bool HasFailed => _failures.Count > 0;

    /// <summary>What was found.</summary>
    /// <returns>The heap.</returns>
    public CertificateHeap ToHeap() => new(_certificateOrder, _keyOrder, _failures);

    /// <summary>Notes a failure; the first one of a file tells enough.</summary>
    /// <param name="failure">The failure.</param>
    public void Fail(SslToolsException failure)
    {
        if (_failures.Count == 0) _failures.Add(failure);
    }

    /// <summary>Adds a certificate.</summary>
    /// <param name="der">DER.</param>
    /// <param name="place">Where it was found.</param>
    public void AddCertificate(byte[] der, string place)
    {
        try
        {
            var structure = X509CertificateStructure.GetInstance(der);
            Add(new HeapCertificate(
                der, Reader.Describe(der), Fingerprint(structure.SubjectPublicKeyInfo), IsForServers(structure), IssuerAddresses(structure), place));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail(SslError.MalformedFile(place, "the certificate is malformed: " + (e is SslToolsException ? e.InnerException ?? e : e).Message, e));
        }
    }

    /// <summary>Adds a private key.</summary>
    /// <param name="info">The key.</param>
    /// <param name="place">Where it was found.</param>
    public void AddKey(PrivateKeyInfo info, string place)
    {
        KeyShape.Check(info, place);
        using var key = SigningKey.Load(info.GetEncoded(), place);
        Add(new HeapKey(key.ToPkcs8(), Fingerprint(key.PublicKey), place));
    }

    /// <summary>Adds all that was found in a file.</summary>
    /// <param name="file">The file.</param>
    public void Merge(HeapBuilder file)
    {
        foreach (var certificate in file._certificateOrder) Add(certificate);
        foreach (var key in file._keyOrder) Add(key);
        _failures.AddRange(file._failures);
    }

    private static string Fingerprint(SubjectPublicKeyInfo key)
    {
        using var sha256 = SHA256.Create();
        return Hex.ToHexString(sha256.ComputeHash(key.PublicKey.GetBytes()), true);
    }

    private static bool IsForServers(X509CertificateStructure certificate)
    {
        var usage = certificate.TbsCertificate.Extensions is { } extensions ? ExtendedKeyUsage.FromExtensions(extensions) : null;
        return usage is null || usage.HasKeyPurposeId(KeyPurposeID.id_kp_serverAuth) || usage.HasKeyPurposeId(KeyPurposeID.AnyExtendedKeyUsage);
    }

    private static IReadOnlyList<Uri> IssuerAddresses(X509CertificateStructure certificate)
    {
        var access = certificate.TbsCertificate.Extensions is { } extensions ? AuthorityInformationAccess.FromExtensions(extensions) : null;
        return (access?.GetAccessDescriptions() ?? [])
            .Where(d => d.AccessMethod.Equals(AccessDescription.IdADCAIssuers) && d.AccessLocation.TagNo == GeneralName.UniformResourceIdentifier)
            .Select(d => Uri.TryCreate(d.AccessLocation.Name.ToString(), UriKind.Absolute, out var address) ? address : null)
            .Where(address => address is not null && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            .Select(address => address!).Take(4).ToList();
    }

    private void Add(HeapCertificate certificate)
    {
        if (_certificates.ContainsKey(certificate.Description.Sha256Fingerprint)) return;
        Count(certificate.Place);
        _certificates.Add(certificate.Description.Sha256Fingerprint, certificate);
        _certificateOrder.Add(certificate);
    }

    private void Add(HeapKey key)
    {
        if (_keys.ContainsKey(key.PublicKeyFingerprint)) return;
        Count(key.Place);
        _keys.Add(key.PublicKeyFingerprint, key);
        _keyOrder.Add(key);
    }

    private void Count(string place)
    {
        if (_certificates.Count + _keys.Count >= MaxObjects) throw SslError.FileTooLarge(place, $"there are more than {MaxObjects} certificates and keys");
    }
}
