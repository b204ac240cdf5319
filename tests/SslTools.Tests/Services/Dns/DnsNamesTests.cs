using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Services.Dns;

public class DnsNamesTests
{
    // The key authorization of RFC 8555 section 8.3; its digest computed with another program.
    [Theory]
    [InlineData("www.example.org")]
    [InlineData("*.www.example.org")]
    public void Dns01_stands_at_the_base_name(string name)
    {
        var record = DnsNames.Dns01(name, "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI");
        Assert.Equal("_acme-challenge.www.example.org", record.Name);
        Assert.Equal("lCM7cZyQXcVHK2nnW3jjAhNT3Fvm18UN-kWZZknKoYM", record.Value);
    }

    // The example of draft-ietf-acme-dns-account-label.
    [Fact]
    public void Each_account_has_its_label() => Assert.Equal(
        "_ujmmovf2vn55tgye._acme-challenge.www.example.org",
        DnsNames.DnsAccount01("www.example.org", "https://example.com/acme/acct/ExampleAccount", "x").Name);
}
