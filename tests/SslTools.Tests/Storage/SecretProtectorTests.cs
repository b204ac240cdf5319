using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Storage;

public class SecretProtectorTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("correct horse battery staple");

    [Fact]
    public async Task Another_process_of_the_same_store_reads_what_was_written()
    {
        using var folder = new TempFolder();
        var data = await new SecretProtector(new FileStore(folder.Path)).ProtectAsync(Secret, CancellationToken.None);

        var read = await new SecretProtector(new FileStore(folder.Path)).UnprotectAsync(data, "The secret", CancellationToken.None);

        Assert.Equal(Secret, read);
        Assert.DoesNotContain("horse", Encoding.Latin1.GetString(data));
    }

    [Fact]
    public async Task Two_that_begin_at_once_agree_on_one_key()
    {
        using var folder = new TempFolder();
        var protectors = Enumerable.Range(0, 8).Select(_ => new SecretProtector(new FileStore(folder.Path))).ToArray();

        var written = await Task.WhenAll(protectors.Select(p => Task.Run(() => p.ProtectAsync(Secret, CancellationToken.None))));

        foreach (var data in written) Assert.Equal(Secret, await protectors[0].UnprotectAsync(data, "The secret", CancellationToken.None));
    }

    [Fact]
    public async Task A_changed_secret_is_refused()
    {
        using var folder = new TempFolder();
        var protector = new SecretProtector(new FileStore(folder.Path));
        var data = await protector.ProtectAsync(Secret, CancellationToken.None);
        data[^1] ^= 1;

        var error = await Assert.ThrowsAsync<SslToolsException>(() => protector.UnprotectAsync(data, "The token", CancellationToken.None));

        Assert.Equal("SecretNotReadable", error.ErrorId);
        Assert.Contains("The token", error.Message);
    }

    [Fact]
    public async Task Another_store_can_not_read_it()
    {
        using var folder = new TempFolder();
        using var other = new TempFolder();
        var data = await new SecretProtector(new FileStore(folder.Path)).ProtectAsync(Secret, CancellationToken.None);
        var stranger = new SecretProtector(new FileStore(other.Path));

        var missing = await Assert.ThrowsAsync<SslToolsException>(() => stranger.UnprotectAsync(data, "The token", CancellationToken.None));
        await stranger.ProtectAsync(Secret, CancellationToken.None);
        var wrong = await Assert.ThrowsAsync<SslToolsException>(() => stranger.UnprotectAsync(data, "The token", CancellationToken.None));

        Assert.Equal("SecretNotReadable", missing.ErrorId);
        Assert.Equal("SecretNotReadable", wrong.ErrorId);
    }

    [Fact]
    public async Task The_key_is_for_its_owner_alone()
    {
        if (System.OperatingSystem.IsWindows()) return;
        using var folder = new TempFolder();

        await new SecretProtector(new FileStore(folder.Path)).ProtectAsync(Secret, CancellationToken.None);

        var key = Path.Combine(folder.Path, "secrets", "key", "key.bin");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(new FileInfo(key).ResolveLinkTarget(true)?.FullName ?? key));
    }
}
