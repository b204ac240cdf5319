using System.IO;
using System.Text.Json.Nodes;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

/// <summary>Which runs of Update-SslCertificate the store remembers for Get-SslRenewalTask.</summary>
public sealed class RenewalRunTests : System.IDisposable
{
    private readonly ModuleSession _session = new();

    private string Record => Path.Combine(_session.Store, "renewal-runs", "last", "document.json");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Update-SslCertificate -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Update-SslCertificate")]
    [InlineData("Update-SslCertificate *.example")]
    [InlineData("'*.example' | Update-SslCertificate")]
    public void A_plan_or_a_few_names_are_no_run(string script)
    {
        _session.Succeed(script);
        Assert.False(File.Exists(Record));
    }

    [Fact]
    public void A_run_for_the_whole_store_is_kept_with_its_exit_code()
    {
        _session.Succeed("Update-SslCertificate");
        var run = JsonNode.Parse(File.ReadAllText(Record))!;
        Assert.Equal(0, (int)run["exitCode"]!);
        Assert.NotNull(run["ended"]);

        // What is known of a renewal is damaged: one error.
        var folder = Directory.CreateDirectory(Path.Combine(_session.Store, "acme-renewals"));
        _session.Succeed("$null = New-SelfSignedSslCertificate bad.example");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "bad.example"));
        File.WriteAllText(Path.Combine(folder.FullName, "bad.example", "document.json"), "{");
        _session.Fail("Update-SslCertificate", "CorruptEntry");
        Assert.Equal(1, (int)JsonNode.Parse(File.ReadAllText(Record))!["exitCode"]!);
    }
}
