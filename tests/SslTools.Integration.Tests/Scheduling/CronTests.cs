using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Scheduling;

/// <summary>A task that a real cron runs renews a certificate of a CA. Cron looks once a minute, and so the test takes one.</summary>
public sealed class CronTests : IDisposable
{
    // A store whose path means something to cron, to the shell and to PowerShell.
    private readonly CronMachine _machine = new("it's 100% \"$HOME\"");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Cron_renews_what_is_due_and_the_task_tells_of_it()
    {
        var port = FreePort.Next();
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { HttpPort = port, HasRenewalInfo = false });
        using var folder = new TempFolder();
        var root = folder.Write("ca.pem", server.RootPem);

        // A certificate that is old enough.
        server.Clock.Advance(TimeSpan.FromDays(-32));
        _machine.Run($"Request-LetsEncryptCertificate shop.example -Server {server.Directory} -CACertificate '{root}' -Standalone -HttpPort {port} -AcceptTermsOfService").Succeeded();
        server.Clock.Advance(TimeSpan.FromDays(32));

        var before = DateTime.UtcNow;
        var at = NextMinute();
        _machine.Run($"Register-SslRenewalTask -At {at:HH:mm}").Succeeded();
        Assert.Single(_machine.Tables);
        Assert.StartsWith("cron|root|Never||", Show());
        await EndAsync();

        var shown = Show().Trim().Split('|');
        Assert.Equal(["cron", "root", "Succeeded", "0"], shown[..4]);
        Assert.InRange(Utc(shown[4]), before, DateTime.UtcNow);
        Assert.Equal(at.AddDays(1).ToUniversalTime(), Utc(shown[5]));
        Assert.Equal(2, server.Certificates.Count);
        Assert.Contains(server.Certificates[1].Leaf.Thumbprint, _machine.Run("Get-SslCertificate | ForEach-Object Thumbprint").Succeeded().Output);
        Assert.Contains("shop.example Renewed", await File.ReadAllTextAsync(Path.Combine(_machine.Store, "renewal.log"), TestContext.Current.CancellationToken));

        _machine.Run("Unregister-SslRenewalTask").Succeeded();
        Assert.Empty(_machine.Tables);
        Assert.False(File.Exists(Path.Combine(_machine.Store, "renewal.log")));
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    // Cron reads its tables at the beginning of a minute: the task must be there before it.
    private static DateTime NextMinute()
    {
        var soon = DateTime.Now.AddSeconds(15);
        return soon.Date.AddMinutes((int)soon.TimeOfDay.TotalMinutes + 1);
    }

    private string Show() => _machine.Run(
        "Get-SslRenewalTask | ForEach-Object { \"$($_.Scheduler)|$($_.Account)|$($_.LastResult)|$($_.LastExitCode)|$(if ($_.LastRun) { $_.LastRun.ToString('o') })|$($_.NextRun.ToString('o'))\" }").Succeeded().Output;

    // The run keeps that it ended as the last thing it does.
    private async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var record = Path.Combine(_machine.Store, "renewal-runs", "last", "document.json");
        while (!File.Exists(record) || !(await File.ReadAllTextAsync(record, limit.Token)).Contains("\"ended\"", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
    }
}
