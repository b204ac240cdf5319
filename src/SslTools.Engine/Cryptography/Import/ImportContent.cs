using System.Security;
using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Bytes to be read, with what formats need to read them.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Place">The file, and the line where it is a part of one, for messages.</param>
/// <param name="Password">Opens what is encrypted, or null.</param>
/// <param name="Budget">The work that the file may still ask for.</param>
internal sealed record ImportContent(byte[] Bytes, string Place, SecureString? Password, WorkBudget Budget)
{
    /// <summary>In how many containers it lies.</summary>
    public int Depth { get; init; }

    /// <summary>The sequence that the bytes are, or null where they are none.</summary>
    public Asn1Sequence? Sequence { get; init; }

    /// <summary>A part of this content.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="place">Where it is.</param>
    /// <returns>The content.</returns>
    public ImportContent Inner(byte[] bytes, string place) => this with { Bytes = bytes, Place = place, Depth = Depth + 1, Sequence = null };
}
