using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>What a file will be like, before it is made.</summary>
/// <param name="Suffix">What follows the certificate's name where only a folder was given, such as <c>-chain.pem</c>.</param>
/// <param name="Contents">What is in it, for the plan.</param>
/// <param name="Options">The names of the options that matter for it, of those of <see cref="ExportOptions.GetSpecific"/>.</param>
public sealed record ExportShape(string Suffix, string Contents, IReadOnlyList<string> Options)
{
    /// <summary>Whether the private key is in it.</summary>
    public bool HoldsKey { get; init; }

    /// <summary>Whether the issuers are all that is in it.</summary>
    public bool NeedsChain { get; init; }

    /// <summary>The shortest password that readers accept; 0 where the key may stay unencrypted.</summary>
    public int PasswordLength { get; init; }
}
