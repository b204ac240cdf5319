using System;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>An encrypted private key, PKCS#8 (RFC 5958 section 3).</summary>
internal sealed class EncryptedPkcs8Format : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) =>
        content.Sequence is { Count: 2 } sequence && sequence[0] is Asn1Sequence { Count: > 0 } algorithm
        && algorithm[0] is DerObjectIdentifier && sequence[1] is Asn1OctetString;

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        if (content.Password is null) throw SslError.PasswordRequired(content.Place);
        var info = EncryptedPrivateKeyInfo.GetInstance(content.Sequence);
        var cipher = new PasswordCipher(content.Password, content.Budget, content.Place);
        var plain = cipher.Open(info.EncryptionAlgorithm, info.GetEncryptedData(), false) ?? throw SslError.WrongPassword(content.Place);
        try
        {
            heap.AddKey(PasswordCipher.Key(plain, content.Place), content.Place);
        }
        finally
        {
            Array.Clear(plain, 0, plain.Length);
        }
    }
}
