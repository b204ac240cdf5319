using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A secret of the store that can't be decrypted.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="why">What went wrong.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SecretNotReadable(string what, string why, Exception? inner = null) => new(
        "SecretNotReadable", SslErrorKind.SecurityError,
        $"{what} can't be decrypted: {Sentence(why)}",
        "If the store came from another machine, bring its folder 'secrets' too (Linux, macOS), or give the secret again.", what, inner);
}
