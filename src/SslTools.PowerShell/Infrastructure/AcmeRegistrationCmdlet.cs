using System.Management.Automation;
using System.Security;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that may make an account at an ACME CA: what such a CA wants to know.</summary>
public abstract class AcmeRegistrationCmdlet : AcmeCmdlet
{
    /// <summary>Mail addresses or URLs by which the CA can reach the holder of a new account.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Contact { get; set; } = [];

    /// <summary>Agrees to the CA's terms of service, where an account has to be made.</summary>
    [Parameter]
    public SwitchParameter AcceptTermsOfService { get; set; }

    /// <summary>The key id of an external account binding, from the CA's web site.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EabKeyId { get; set; }

    /// <summary>The HMAC key of an external account binding, base64url.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? EabHmacKey { get; set; }

    /// <summary>The account to use or to make.</summary>
    /// <param name="account">Its name in the store, or null for the CA's own.</param>
    /// <returns>The options; the CA is Let's Encrypt.</returns>
    private protected AcmeAccountOptions AccountOptions(string? account) => new()
    {
        Account = account,
        TrustedRoots = TrustedRoots,
        Contacts = Contact,
        AcceptTermsOfService = AcceptTermsOfService,
        ExternalAccountKeyId = EabKeyId,
        ExternalAccountKey = EabHmacKey,
    };
}
