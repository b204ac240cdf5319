namespace SslTools;

public static partial class SslError
{
    /// <summary>A file from which no key can be taken for a request.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">How many keys are in it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyFileNotUsable(string path, int keys) => new(
        "KeyFileNotUsable", SslErrorKind.InvalidData,
        keys == 0 ? $"'{path}' holds no private key." : $"'{path}' holds {keys} private keys.",
        "Give the file of one private key, or leave out -PrivateKeyPath to make a new one.", path);
}
