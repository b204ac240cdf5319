using System.Security;
using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Bytes to be read, with what formats need to read them.</summary>
internal sealed class ImportContent
{
    private string? _text;

    /// <summary>Makes the content of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="place">The file, for messages.</param>
    /// <param name="password">Opens what is encrypted, or null.</param>
    /// <param name="budget">The work that the file may still ask for.</param>
    public ImportContent(byte[] bytes, string place, SecureString? password, WorkBudget budget)
    {
        Bytes = bytes;
        Place = place;
        Password = password;
        Budget = budget;
    }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The bytes as text.</summary>
    public string Text => _text ??= TextContent.Decode(Bytes);

    /// <summary>The file, and the line where it is a part of one, for messages.</summary>
    public string Place { get; }

    /// <summary>Opens what is encrypted, or null.</summary>
    public SecureString? Password { get; }

    /// <summary>The work that the file may still ask for.</summary>
    public WorkBudget Budget { get; }

    /// <summary>In how many containers it lies.</summary>
    public int Depth { get; private init; }

    /// <summary>The sequence that the bytes are, or null where they are none.</summary>
    public Asn1Sequence? Sequence { get; private init; }

    /// <summary>A part of this content.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="place">Where it is.</param>
    /// <returns>The content.</returns>
    public ImportContent Inner(byte[] bytes, string place) => new(bytes, place, Password, Budget) { Depth = Depth + 1 };

    /// <summary>One encoded object of this content, taken apart.</summary>
    /// <param name="bytes">Its bytes, whose lengths and depth were checked.</param>
    /// <returns>The content.</returns>
    public ImportContent Object(byte[] bytes) =>
        new(bytes, Place, Password, Budget) { Depth = Depth, Sequence = Asn1Sequence.GetInstance(Asn1Object.FromByteArray(bytes)) };
}
