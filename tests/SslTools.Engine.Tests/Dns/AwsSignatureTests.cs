using System;
using System.Text;
using SslTools.Engine.Acme.Dns;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>The published test vectors of Signature Version 4.</summary>
public class AwsSignatureTests
{
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "https://example.amazonaws.com/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "https://example.amazonaws.com/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void The_vectors_hold(string method, string address, string signature)
    {
        var headers = Signer(null).Sign(method, new Uri(address), [], Time);
        Assert.Equal("20150830T123600Z", headers["x-amz-date"]);
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + signature,
            headers["Authorization"]);
    }

    [Fact]
    public void A_session_token_is_signed_too()
    {
        var headers = Signer("token").Sign("GET", new Uri("https://example.amazonaws.com/"), Encoding.UTF8.GetBytes("body"), Time);
        Assert.Equal("token", headers["x-amz-security-token"]);
        Assert.Contains("SignedHeaders=host;x-amz-date;x-amz-security-token,", headers["Authorization"]);
    }

    private static AwsSignature Signer(string? token) =>
        new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token, "us-east-1", "service");
}
