using System;
using System.IO;
using System.Threading.Tasks;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>Two processes at once.</summary>
public sealed class TwoRunsTests : IDisposable
{
    private readonly SslToolsProgram _program = new();
    private readonly string _www;

    public TwoRunsTests() => _www = Directory.CreateDirectory(Path.Combine(_program.Folder, "www")).FullName;

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Who_asks_for_the_same_gets_the_same_and_one_renewal_is_enough()
    {
        await using var server = await AcmeTestServer.StartAsync();
        var root = Path.Combine(_program.Folder, "ca.pem");
        await File.WriteAllTextAsync(root, server.RootPem);
        await BothAsync($"(Request-LetsEncryptCertificate www.example.com -Server {server.Directory} -CACertificate '{root}' -AcceptTermsOfService -WebRoot '{_www}').Thumbprint", server, 1);
        Assert.Single(server.Accounts);

        // Both find it due; one orders, and the other takes what the first made.
        await BothAsync("(Update-SslCertificate -Force).Certificate.Thumbprint", server, 2);
        Assert.Contains("True", _program.Run("Test-SslCertificate www.example.com").Output);
    }

    private async Task BothAsync(string command, AcmeTestServer server, int orders)
    {
        var runs = await Task.WhenAll(_program.RunAsync(command), _program.RunAsync(command));
        Assert.Contains(runs, run => run.ExitCode == 0);
        foreach (var run in runs)
        {
            if (run.ExitCode == 0) Assert.Contains(server.Certificates[^1].Leaf.Thumbprint, run.Output, StringComparison.OrdinalIgnoreCase);
            else Assert.Contains("StoreLocked", run.Error);
        }

        Assert.Equal((orders, orders), (server.Orders.Count, server.Certificates.Count));
        Assert.Empty(Directory.GetFileSystemEntries(_www));
    }
}
