using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Certificates and keys, PKCS#12 (RFC 7292): PFX files of Windows and of Java since 9.</summary>
internal sealed class PfxFormat : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: 2 or 3 } sequence && sequence[0] is DerInteger && sequence[1] is Asn1Sequence { Count: > 0 } safe
        && safe[0] is DerObjectIdentifier && (safe.Count == 1 || safe[1] is Asn1TaggedObject) && (sequence.Count == 2 || sequence[2] is Asn1Sequence);

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        var pfx = Pfx.GetInstance(content.Sequence);
        if (!pfx.AuthSafe.ContentType.Equals(PkcsObjectIdentifiers.Data))
            throw SslError.UnsupportedAlgorithm(content.Place, "the key of a recipient", "Export the PFX file again, protected with a password.");
        new Safe(content, heap).Read(pfx);
    }

    private sealed class Safe
    {
        private const int MaxDepth = 8;
        private readonly ImportContent _content;
        private readonly HeapBuilder _heap;
        private readonly SecureString _password;
        private readonly PasswordCipher _cipher;
        private IReadOnlyList<bool> _spellings;

        public Safe(ImportContent content, HeapBuilder heap)
        {
            _content = content;
            _heap = heap;
            _password = content.Password ?? new SecureString();
            _cipher = new PasswordCipher(_password, content.Budget, content.Place);
            // No password and the empty one are different things in PKCS#12, and files with either are about.
            _spellings = _password.Length == 0 ? [true, false] : [false];
        }

        public void Read(Pfx pfx)
        {
            var safes = Asn1OctetString.GetInstance(pfx.AuthSafe.Content).GetOctets();
            if (pfx.MacData is not null)
            {
                var mac = new PfxMac(pfx.MacData, _password, _cipher, _content);
                _spellings = _spellings.Where(terminated => mac.Matches(safes, terminated)).Take(1).ToList();
                if (_spellings.Count == 0) throw Locked();
            }

            foreach (var safe in Parse(safes))
            {
                var info = ContentInfo.GetInstance(safe);
                if (info.ContentType.Equals(PkcsObjectIdentifiers.Data)) ReadBags(Asn1OctetString.GetInstance(info.Content).GetOctets(), 0);
                else if (info.ContentType.Equals(PkcsObjectIdentifiers.EncryptedData)) ReadEncrypted(EncryptedData.GetInstance(info.Content));
                else throw SslError.UnsupportedAlgorithm(_content.Place, "the key of a recipient", "Export the PFX file again, protected with a password.");
            }
        }

        private void ReadEncrypted(EncryptedData data)
        {
            var plain = Open(data.EncryptionAlgorithm, data.Content.GetOctets());
            ReadBags(plain, 0);
        }

        private void ReadBags(byte[] content, int depth)
        {
            foreach (var bag in Parse(content)) Guarded(() => ReadBag(SafeBag.GetInstance(bag), depth));
        }

        private void ReadBag(SafeBag bag, int depth)
        {
            if (bag.BagID.Equals(PkcsObjectIdentifiers.CertBag))
            {
                var certificate = CertBag.GetInstance(bag.BagValueEncodable);
                if (certificate.CertID.Equals(PkcsObjectIdentifiers.X509Certificate))
                    _heap.AddCertificate(Checked(Asn1OctetString.GetInstance(certificate.CertValueEncodable).GetOctets()), _content.Place);
            }
            else if (bag.BagID.Equals(PkcsObjectIdentifiers.KeyBag))
            {
                _heap.AddKey(PrivateKeyInfo.GetInstance(bag.BagValueEncodable), _content.Place);
            }
            else if (bag.BagID.Equals(PkcsObjectIdentifiers.Pkcs8ShroudedKeyBag))
            {
                var info = EncryptedPrivateKeyInfo.GetInstance(bag.BagValueEncodable);
                _heap.AddKey(PasswordCipher.Key(Open(info.EncryptionAlgorithm, info.GetEncryptedData()), _content.Place), _content.Place);
            }
            else if (bag.BagID.Equals(PkcsObjectIdentifiers.SafeContentsBag) && depth < MaxDepth)
            {
                foreach (var inner in Asn1Sequence.GetInstance(bag.BagValueEncodable)) ReadBag(SafeBag.GetInstance(inner), depth + 1);
            }
        }

        // One bag that can't be read leaves the others as good as they are.
        private void Guarded(Action read)
        {
            try
            {
                read();
            }
            catch (SslToolsException e)
            {
                _heap.Fail(e);
            }
        }

        private byte[] Open(Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier algorithm, byte[] data)
        {
            foreach (var terminated in _spellings)
            {
                // What was decrypted with a wrong key is no sequence.
                if (_cipher.Open(algorithm, data, terminated) is { } plain && Ber.LooksLikeSequence(plain) && Ber.Walk(plain).Error is null) return plain;
            }

            throw Locked();
        }

        private Asn1Sequence Parse(byte[] content) => Asn1Sequence.GetInstance(Asn1Object.FromByteArray(Checked(content)));

        private byte[] Checked(byte[] content)
        {
            var walk = Ber.Walk(content);
            return walk.Error is null ? content : throw SslError.MalformedFile(_content.Place, walk.Error);
        }

        private SslToolsException Locked() =>
            _content.Password is null ? SslError.PasswordRequired(_content.Place) : SslError.WrongPassword(_content.Place);
    }
}
