using System;
using System.Runtime.InteropServices;
using System.Security;

namespace SslTools.Services;

/// <summary>External account binding as users give it (RFC 8555 section 7.3.4).</summary>
internal static class ExternalAccount
{
    /// <summary>Reads key id and key.</summary>
    /// <param name="options">What the user gave.</param>
    /// <returns>The binding, or null where none was given.</returns>
    /// <exception cref="SslToolsException">ExternalAccountIncomplete, InvalidExternalAccountKey.</exception>
    public static AcmeExternalAccount? Read(AcmeAccountOptions options)
    {
        if (options.ExternalAccountKeyId is null && options.ExternalAccountKey is null) return null;
        if (string.IsNullOrWhiteSpace(options.ExternalAccountKeyId) || options.ExternalAccountKey is not { Length: > 0 } key)
            throw SslError.ExternalAccountIncomplete();
        return new AcmeExternalAccount(options.ExternalAccountKeyId!.Trim(), Decode(key));
    }

    // Web sites show it as base64url, some with padding, some as plain base64.
    private static byte[] Decode(SecureString key)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            return Base64Url.Decode(Marshal.PtrToStringUni(memory, key.Length).Trim().TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        }
        catch (FormatException)
        {
            throw SslError.InvalidExternalAccountKey();
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
