using System.Collections.Generic;

namespace SslTools;

/// <summary>What a platform's Let's Encrypt add-on did.</summary>
/// <param name="Issued">The names the certificate is for.</param>
/// <param name="Skipped">The names it was issued without, with the platform's reasons.</param>
/// <param name="IsTest">Whether it is the add-on's test certificate, which nobody trusts.</param>
public sealed record PlatformLetsEncrypt(IReadOnlyList<string> Issued, IReadOnlyList<SkippedName> Skipped, bool IsTest);
