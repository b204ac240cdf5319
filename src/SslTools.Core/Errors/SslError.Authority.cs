namespace SslTools;

public static partial class SslError
{
    /// <summary>A range that is not CIDR.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidAddressRange(string text) => new(
        "InvalidAddressRange", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is not an address range.",
        "Write it as 10.0.0.0/8, fd00::/8 or a single address.", text);

    /// <summary>A name outside the authority's name constraints.</summary>
    /// <param name="name">The identifier.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="permitted">What it may sign for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NameNotPermitted(string name, string authority, string permitted) => new(
        "NameNotPermitted", SslErrorKind.SecurityError,
        $"The authority '{authority}' may not sign for '{name}': it is limited to {permitted}.",
        "Use another -Authority, or make one with New-SslCertificateAuthority whose name constraints allow the name.", name);

    /// <summary>The signing certificate has no time left.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="why">The dates.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AuthorityExpired(string authority, string why) => new(
        "AuthorityExpired", SslErrorKind.InvalidOperation,
        $"The authority '{authority}' can't sign this certificate: {why}.",
        "Replace it with New-SslCertificateAuthority -Force and install the new root, or choose other dates.", authority);

    /// <summary>The root key is needed and no passphrase was given.</summary>
    /// <param name="authority">The authority.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PassphraseRequired(string authority) => new(
        "PassphraseRequired", SslErrorKind.SecurityError,
        $"The authority '{authority}' signs with its root key, which is encrypted.",
        "Give -AuthorityPassphrase (Read-Host -AsSecureString).", authority);

    /// <summary>A passphrase that does not open the key.</summary>
    /// <param name="what">The key's file or name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WrongPassphrase(string what) => new(
        "WrongPassphrase", SslErrorKind.SecurityError,
        $"The passphrase does not open '{what}'.",
        "Run the command again with the right passphrase.", what);

    /// <summary>A passphrase that protects nothing.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException EmptyPassphrase() => new(
        "EmptyPassphrase", SslErrorKind.InvalidArgument,
        "The passphrase is empty.",
        "Give a passphrase of some length, or -DiscardRootKey to keep no root key at all.");

    /// <summary>No key would be left to sign with.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NothingToSignWith() => new(
        "NothingToSignWith", SslErrorKind.InvalidArgument,
        "-DiscardRootKey with -NoIntermediate would leave no key to sign with.",
        "Leave out one of the two.");
}
