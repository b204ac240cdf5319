namespace SslTools.Engine.Cryptography.Import;

/// <summary>One format of files, told by its content. A new one is one more class, named in <see cref="ContentReader"/>.</summary>
internal interface IImportFormat
{
    /// <summary>Whether the content is in this format, as far as its outermost structure tells.</summary>
    /// <param name="content">The content.</param>
    /// <returns>True when it is.</returns>
    bool Recognizes(ImportContent content);

    /// <summary>Reads it. Any exception means that the content is malformed; an <see cref="SslToolsException"/> says more.</summary>
    /// <param name="content">The content.</param>
    /// <param name="heap">Takes what is found.</param>
    void Read(ImportContent content, HeapBuilder heap);
}
