using SslTools.Engine.Storage;
using Xunit;

namespace SslTools.Tests.Storage;

public class WindowsAclTests
{
    [Theory]
    [InlineData("D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)", null)]
    [InlineData("D:P(A;;FA;;;SY)(A;;FA;;;S-1-5-21-1-2-3-1001)", null)]
    [InlineData("D:P(D;;FA;;;WD)(A;;FA;;;SY)", null)]
    [InlineData("D:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)", "access for Users")]
    [InlineData("D:(A;;FR;;;WD)(A;;FA;;;AU)", "access for Everyone, Authenticated Users")]
    [InlineData("D:NO_ACCESS_CONTROL", "access for Everyone")]
    [InlineData("", "access for Everyone")]
    public void A_list_that_lets_more_than_single_accounts_in_is_told(string acl, string? exposure) =>
        Assert.Equal(exposure, WindowsAcl.FindExposure(acl));
}
