using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

/// <summary>A CA that speaks ACME: one of the well-known ones by name, or any other by the URL of its directory.</summary>
/// <param name="Name">Its short name; for any other CA its host.</param>
/// <param name="Directory">Its directory, https.</param>
public sealed record AcmeServer(string Name, Uri Directory)
{
    private static readonly AcmeServer[] WellKnown =
    [
        new("LetsEncrypt", new Uri("https://acme-v02.api.letsencrypt.org/directory")) { Limits = AcmeRateLimit.LetsEncrypt },
        new("LetsEncryptStaging", new Uri("https://acme-staging-v02.api.letsencrypt.org/directory")),
        new("ZeroSSL", new Uri("https://acme.zerossl.com/v2/DV90")),
        new("Google", new Uri("https://dv.acme-v02.api.pki.goog/directory")),
        new("SslCom", new Uri("https://acme.ssl.com/sslcom-dv-ecc")),
        new("Actalis", new Uri("https://acme-api.actalis.com/acme/directory")),
    ];

    /// <summary>The well-known CAs.</summary>
    public static IReadOnlyList<AcmeServer> All => WellKnown;

    /// <summary>The CA that is used when the user names none.</summary>
    public static AcmeServer Default => WellKnown[0];

    /// <summary>Rate limits that the CA publishes; none where it does not.</summary>
    public IReadOnlyList<AcmeRateLimit> Limits { get; init; } = [];

    /// <summary>The name of the account and the ledger that are used at this CA: the short name, or host and port, and a digest for the path.</summary>
    public string Key => IsWellKnown ? Name.ToLowerInvariant() : KeyOf(Directory);

    private bool IsWellKnown => WellKnown.Any(server => server.Name == Name);

    /// <summary>Finds a CA.</summary>
    /// <param name="text">A short name in any case, or the https URL of a directory.</param>
    /// <returns>The CA.</returns>
    /// <exception cref="SslToolsException">UnknownAcmeServer.</exception>
    public static AcmeServer Parse(string text)
    {
        var known = WellKnown.FirstOrDefault(server => string.Equals(server.Name, text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known is not null) return known;
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
            throw SslError.UnknownAcmeServer(text);
        return WellKnown.FirstOrDefault(server => server.Directory == address) ?? new AcmeServer(address.Authority, address);
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static string KeyOf(Uri directory)
    {
        var host = new string(directory.Authority.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '-').Take(80).ToArray()).Trim('-', '.');
        return $"{host}-{ShortDigest.Of(directory.AbsoluteUri, 3)}";
    }
}
