using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Storage;

public class StoreJsonTests
{
    [Fact]
    public async Task What_is_derived_is_not_written_and_the_rest_is_read_back()
    {
        using var folder = new TempFolder();
        var documents = new Documents<ChallengeSettings>(new FileStore(folder.Path), "test");
        var settings = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = "/srv/www" }, DnsProvider = "Rfc2136", HttpPort = 8080 };

        await documents.SaveAsync("one", settings, null, CancellationToken.None);

        var text = File.ReadAllText(Path.Combine(folder.Path, "test", "one", "document.json"));
        Assert.DoesNotContain("usesDns", text);
        Assert.DoesNotContain("isEmpty", text);
        var read = (await documents.FindAsync("one", CancellationToken.None))!.Value;
        Assert.Equal(settings.WebRoots, read.WebRoots);
        Assert.Equal(settings with { WebRoots = read.WebRoots, DnsServers = read.DnsServers }, read);
    }
}
