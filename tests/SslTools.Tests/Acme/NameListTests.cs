using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Acme;

public class NameListTests
{
    [Fact]
    public void Commas_semicolons_and_white_space_separate() =>
        Assert.Equal(["a.example", "b.example", "c.example", "d.example"], NameList.Split(["a.example,b.example ;c.example\r\n", "\td.example", null, " "]));
}
