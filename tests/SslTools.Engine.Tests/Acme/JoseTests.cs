using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Acme.Jose;
using Xunit;

namespace SslTools.Engine.Tests.Acme;

/// <summary>The examples of the RFCs.</summary>
public class JoseTests
{
    // RFC 7515 appendix A.1.1; the line breaks are CR LF there.
    private static readonly byte[] Payload = Encoding.ASCII.GetBytes("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");

    private const string PayloadText = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    // RFC 7515 appendix A.2.1.
    private static readonly RSAParameters Rsa = new()
    {
        Modulus = Base64Url.Decode(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
            + "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
            + "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
        Exponent = Base64Url.Decode("AQAB"),
        D = Base64Url.Decode(
            "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0"
            + "BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYT"
            + "CBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ"),
        P = Base64Url.Decode(
            "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPG"
            + "BY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc"),
        Q = Base64Url.Decode(
            "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA"
            + "-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc"),
        DP = Base64Url.Decode(
            "BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb3"
            + "4MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0"),
        DQ = Base64Url.Decode(
            "h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyN"
            + "lxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU"),
        InverseQ = Base64Url.Decode(
            "IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW"
            + "0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"),
    };

    // RFC 7515 appendix A.3.1.
    private static readonly ECParameters P256 = new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = Base64Url.Decode("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
        Q = new ECPoint
        {
            X = Base64Url.Decode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            Y = Base64Url.Decode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
        },
    };

    [Fact]
    public void Hs256_of_rfc_7515_a1()
    {
        var key = Base64Url.Decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        using var hmac = new HMACSHA256(key);

        var jws = Jws.Sign("{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", Payload, hmac.ComputeHash);

        Assert.Equal("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", jws["protected"]);
        Assert.Equal(PayloadText, jws["payload"]);
        Assert.Equal("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", jws["signature"]);
    }

    [Fact]
    public void Rs256_of_rfc_7515_a2()
    {
        using var rsa = RSA.Create(Rsa);
        using var key = JwsKey.Load(rsa.ExportPkcs8PrivateKey());

        var jws = Jws.Sign("{\"alg\":\"RS256\"}", Payload, key.Sign);

        Assert.Equal("RS256", key.Algorithm);
        Assert.Equal("eyJhbGciOiJSUzI1NiJ9", jws["protected"]);
        Assert.Equal(
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
            + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
            + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
            jws["signature"]);
    }

    [Fact]
    public void Es256_of_rfc_7515_a3()
    {
        using var ecdsa = ECDsa.Create(P256);
        using var key = JwsKey.Load(ecdsa.ExportPkcs8PrivateKey());

        var jws = Jws.Sign("{\"alg\":\"ES256\"}", Payload, key.Sign);

        Assert.Equal("ES256", key.Algorithm);
        Assert.Equal("eyJhbGciOiJFUzI1NiJ9", jws["protected"]);
        Assert.True(Verifies(ecdsa, jws, (string)jws["signature"]!, HashAlgorithmName.SHA256));
        // The signature that the RFC gives verifies the same way: r || s.
        Assert.True(Verifies(
            ecdsa, jws, "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q", HashAlgorithmName.SHA256));
        Assert.Equal(Base64Url.Encode(P256.Q.X!), key.PublicJwk["x"]);
        Assert.Equal(Base64Url.Encode(P256.Q.Y!), key.PublicJwk["y"]);
    }

    // RFC 7515 appendix A.4: a P-521 signature is 132 bytes, whatever the size of its numbers. RFC 7520 section 4.3 uses the curve too.
    [Theory]
    [InlineData(SslKeyAlgorithm.P384, "ES384", "P-384", 96)]
    [InlineData(SslKeyAlgorithm.P521, "ES512", "P-521", 132)]
    public void Other_curves_sign_with_their_own_hash(SslKeyAlgorithm algorithm, string name, string curve, int length)
    {
        var pkcs8 = AcmeJourney.Issuer.GenerateKey(algorithm);
        using var key = JwsKey.Load(pkcs8);
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);

        for (var i = 0; i < 20; i++)
        {
            var jws = Jws.Sign("{}", Payload, key.Sign);
            var signature = (string)jws["signature"]!;
            Assert.Equal(length, Base64Url.Decode(signature).Length);
            Assert.True(Verifies(ecdsa, jws, signature, length == 96 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA512));
        }

        Assert.Equal(name, key.Algorithm);
        Assert.Equal(curve, key.PublicJwk["crv"]);
        Assert.Equal(length / 2, Base64Url.Decode((string)key.PublicJwk["x"]!).Length);
    }

    // RFC 7520 section 3.2 and 4.3: the private key of the example, whose coordinate x begins with a zero byte.
    [Fact]
    public void A_coordinate_with_leading_zeros_keeps_its_length()
    {
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP521,
            D = Base64Url.Decode("AAhRON2r9cqXX1hg-RoI6R1tX5p2rUAYdmpHZoC1XNM56KtscrX6zbKipQrCW9CGZH3T4ubpnoTKLDYJ_fF3_rJt"),
            Q = new ECPoint
            {
                X = Base64Url.Decode("AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt"),
                Y = Base64Url.Decode("AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"),
            },
        };
        using var ecdsa = ECDsa.Create(parameters);
        using var key = JwsKey.Load(ecdsa.ExportPkcs8PrivateKey());

        Assert.Equal("AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt", key.PublicJwk["x"]);
        Assert.Equal("AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1", key.PublicJwk["y"]);
    }

    // RFC 8037 appendices A.1 to A.4.
    [Fact]
    public void EdDSA_of_rfc_8037()
    {
        var pkcs8 = Convert.FromHexString("302E020100300506032B657004220420");
        using var key = JwsKey.Load([.. pkcs8, .. Base64Url.Decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")]);

        var jws = Jws.Sign("{\"alg\":\"EdDSA\"}", Encoding.ASCII.GetBytes("Example of Ed25519 signing"), key.Sign);

        Assert.Equal("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", key.Thumbprint);
        Assert.Equal("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg", jws["signature"]);
    }

    [Fact]
    public void The_thumbprint_of_rfc_7638()
    {
        // Section 3.1 gives a public key; a private one with the same members can't be had, so its canonical text is hashed here,
        // and the text itself is compared for a key that can.
        const string Canonical = """{"e":"AQAB","kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}""";
        using var rsa = RSA.Create(Rsa);
        using var key = JwsKey.Load(rsa.ExportPkcs8PrivateKey());
        var text = key.PublicJwk.ToString(Newtonsoft.Json.Formatting.None);
        var sample = JObject.Parse(Canonical);

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", Hash(Canonical));
        Assert.Equal(Canonical.Replace((string)sample["n"]!, Base64Url.Encode(Rsa.Modulus!)), text);
        Assert.Equal(Hash(text), key.Thumbprint);
        Assert.Equal(key.Thumbprint, ThumbprintOf(rsa));
    }

    [Fact]
    public void A_request_has_the_header_of_rfc_8555()
    {
        using var key = JwsKey.Load(AcmeJourney.Issuer.GenerateKey(SslKeyAlgorithm.P256));
        var url = new Uri("https://ca.example/acme/new-order");

        var known = Header(Jws.SignRequest(key, new Uri("https://ca.example/acme/acct/1"), "abc", url, ""));
        var first = Header(Jws.SignRequest(key, null, "abc", url, ""));
        var inner = Header(Jws.SignRequest(key, null, null, url, "{}"));

        Assert.Equal("""{"alg":"ES256","kid":"https://ca.example/acme/acct/1","nonce":"abc","url":"https://ca.example/acme/new-order"}""", known);
        Assert.Equal($$"""{"alg":"ES256","jwk":{{key.PublicJwk.ToString(Newtonsoft.Json.Formatting.None)}},"nonce":"abc","url":"https://ca.example/acme/new-order"}""", first);
        Assert.DoesNotContain("nonce", inner);
        Assert.DoesNotContain("\"d\"", first);
    }

    [Fact]
    public void A_short_rsa_key_is_refused()
    {
        using var rsa = RSA.Create(1024);

        var e = Assert.Throws<SslToolsException>(() => JwsKey.Load(rsa.ExportPkcs8PrivateKey()));

        Assert.Equal("UnsupportedAccountKey", e.ErrorId);
    }

    // SEC 1 section 3.2.1: the private number lies between 1 and the order of the curve.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552")]
    public void A_number_that_is_no_private_key_is_refused(string scalar)
    {
        const string Start = "3041020100301306072A8648CE3D020106082A8648CE3D030107042730250201010420";
        using var one = JwsKey.Load(Convert.FromHexString(Start + new string('0', 63) + "1"));

        var e = Assert.Throws<SslToolsException>(() => JwsKey.Load(Convert.FromHexString(Start + scalar)));

        Assert.Equal("MalformedKey", e.ErrorId);
        // One times the generator of P-256 is the generator (SEC 2 section 2.4.2).
        Assert.Equal("6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296", Convert.ToHexString(Base64Url.Decode((string)one.PublicJwk["x"]!)));
    }

    private static string ThumbprintOf(RSA rsa) =>
        new Engine.Acme.AcmeConnector(new Infrastructure.SystemClock()).Thumbprint(rsa.ExportPkcs8PrivateKey());

    private static string Header(JObject jws) => Encoding.UTF8.GetString(Base64Url.Decode((string)jws["protected"]!));

    private static string Hash(string text) => Base64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool Verifies(ECDsa key, JObject jws, string signature, HashAlgorithmName hash) =>
        key.VerifyData(Encoding.ASCII.GetBytes($"{jws["protected"]}.{jws["payload"]}"), Base64Url.Decode(signature), hash);
}
