using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Requests, revocation lists, public keys and parameters: they often lie beside certificates and are of no use here.</summary>
internal sealed class ForeignFormat : IImportFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) => content.Sequence is { Count: > 0 } sequence && (IsSigned(sequence) || IsPublicKey(sequence));

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
    }

    private static bool IsSigned(Asn1Sequence sequence) =>
        sequence.Count == 3 && sequence[0] is Asn1Sequence && sequence[1] is Asn1Sequence && sequence[2] is DerBitString;

    private static bool IsPublicKey(Asn1Sequence sequence) => sequence.Count == 2 && sequence[0] is Asn1Sequence && sequence[1] is DerBitString;
}
