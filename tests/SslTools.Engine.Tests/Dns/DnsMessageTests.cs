using System;
using System.Linq;
using System.Text;
using SslTools.Engine.Acme.Dns;
using SslTools.Engine.Network.Dns;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>Messages that are hostile, and signatures by hand.</summary>
public class DnsMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("0001 8180 0001 0000 0000 0000")]
    [InlineData("0001 8180 0002 0000 0000 0000 00 0001 0001 00 0001 0001")]
    [InlineData("0001 8180 0001 0000 0000 0000 C00C 0001 0001")]
    [InlineData("0001 8180 0001 0000 0000 0000 C00E C00C 0001 0001")]
    [InlineData("0001 8180 0001 0000 0000 0000 40 0001 0001")]
    [InlineData("0001 8180 0000 FFFF 0000 0000 00 0010 0001 00000000 0000")]
    [InlineData("0001 8180 0000 0001 0000 0000 00 0010 0001 00000000 0005 04616263")]
    [InlineData("0001 8180 0000 0001 0000 0000 00 0010 0001 00000000 0002 0561")]
    [InlineData("0001 8180 0000 0001 0000 0000 00 0001 0001 00000000 0003 010203")]
    [InlineData("0001 8180 0000 0001 0000 0000 00 0101 0001 00000000 0002 0009")]
    public void A_malformed_message_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => DnsMessage.Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void Random_damage_never_does_more_than_be_refused()
    {
        var random = new Random(8945);
        var whole = new DnsWriter().Header(1, 0x8180, 1, 2, 0, 0).Question("www.example.com", DnsType.Txt)
            .Bytes([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 1, 0, 4, 1, (byte)'a', 0xc0, 16])
            .Record("a.example.com", DnsType.Txt, 1, 60, DnsWriter.Text("value")).ToArray();
        Assert.Equal("value", DnsMessage.Parse(whole).Find("www.example.com", DnsType.Txt).Single().ReadText());
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = whole[..random.Next(whole.Length + 1)];
            for (var j = 0; j < 4 && damaged.Length > 0; j++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                DnsMessage.Parse(damaged);
            }
            catch (FormatException)
            {
            }
        }
    }

    [Theory]
    [InlineData("hmac-sha256")]
    [InlineData("hmac-sha384")]
    [InlineData("hmac-sha512")]
    public void An_answer_is_believed_only_with_its_signature(string algorithm)
    {
        var key = new TsigKey("Key.", algorithm, Encoding.ASCII.GetBytes("secret"));
        var request = key.Sign(new DnsWriter().Header(7, 0, 1, 0, 0, 0).Question("example.com", DnsType.Soa).ToArray(), Now);
        var unsigned = new DnsWriter().Header(7, 0x8400, 1, 0, 0, 0).Question("example.com", DnsType.Soa).ToArray();
        Assert.Equal("its answer is not signed", key.Explain(unsigned, request.Mac, Now));

        // Signed, but not as the answer to this request.
        Assert.Equal("the signature of its answer is wrong", key.Explain(key.Sign(unsigned, Now).Message, request.Mac, Now));
        Assert.Equal("its answer is signed with another key", key.Explain(new TsigKey("other", algorithm, [1]).Sign(unsigned, Now).Message, request.Mac, Now));
    }
}
