using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SslTools.Engine.Acme.Jose;

/// <summary>JSON Web Signatures in the flattened serialization (RFC 7515 section 7.2.2), the only one of ACME (RFC 8555 section 6.2).</summary>
public static class Jws
{
    /// <summary>Signs a payload.</summary>
    /// <param name="header">The protected header, JSON.</param>
    /// <param name="payload">Any bytes; none for POST-as-GET.</param>
    /// <param name="sign">Signs the signing input.</param>
    /// <returns>The JWS.</returns>
    public static JObject Sign(string header, byte[] payload, Func<byte[], byte[]> sign)
    {
        var first = Base64Url.Encode(Encoding.UTF8.GetBytes(header));
        var second = Base64Url.Encode(payload);
        var signature = sign(Encoding.ASCII.GetBytes($"{first}.{second}"));
        return new JObject { ["protected"] = first, ["payload"] = second, ["signature"] = Base64Url.Encode(signature) };
    }

    /// <summary>Signs a request to a CA (RFC 8555 section 6.2).</summary>
    /// <param name="key">The account's key, or the certificate's when it revokes itself.</param>
    /// <param name="account">The account's URL; null puts the public key into the header instead.</param>
    /// <param name="nonce">An unused nonce; null in a JWS inside another.</param>
    /// <param name="url">Where it is sent.</param>
    /// <param name="payload">JSON, or empty for POST-as-GET.</param>
    /// <returns>The JWS.</returns>
    public static JObject SignRequest(JwsKey key, Uri? account, string? nonce, Uri url, string payload)
    {
        var header = new JObject { ["alg"] = key.Algorithm };
        if (account is null) header["jwk"] = key.PublicJwk;
        else header["kid"] = account.OriginalString;
        if (nonce is not null) header["nonce"] = nonce;
        header["url"] = url.AbsoluteUri;
        return Sign(header.ToString(Formatting.None), Encoding.UTF8.GetBytes(payload), key.Sign);
    }

    /// <summary>Binds an account key to an account that the CA knows by other means (RFC 8555 section 7.3.4).</summary>
    /// <param name="account">The other account; its key is secret.</param>
    /// <param name="key">The account key.</param>
    /// <param name="url">The URL of newAccount.</param>
    /// <returns>The JWS.</returns>
    public static JObject BindExternalAccount(AcmeExternalAccount account, JwsKey key, Uri url)
    {
        var header = new JObject { ["alg"] = "HS256", ["kid"] = account.KeyId, ["url"] = url.AbsoluteUri };
        using var hmac = new HMACSHA256(account.HmacKey);
        return Sign(header.ToString(Formatting.None), Encoding.UTF8.GetBytes(key.PublicJwk.ToString(Formatting.None)), hmac.ComputeHash);
    }
}
