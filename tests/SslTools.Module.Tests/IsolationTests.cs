using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

/// <summary>The module beside another one that brings its own BouncyCastle. Each test has a process of its own.</summary>
public class IsolationTests
{
    private const string LoadedAssemblies = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }";

    private static string LoadStub =>
        $"[void][Reflection.Assembly]::LoadFrom('{Repository.Built("BouncyCastle.Stub", "BouncyCastle.Cryptography.dll")}')";

    [Fact]
    public void A_copy_of_the_same_identity_loaded_first_does_no_harm()
    {
        using var folder = new TempFolder();
        var issue = $"(New-SelfSignedSslCertificate a.example -Force -StorePath '{folder.Path}').Certificate.Subject";
        var result = TestShell.Run(LoadStub, TestShell.Import, issue, TestShell.Import + " -Force", issue).Succeeded();
        Assert.Equal(["CN=a.example", "CN=a.example"], Lines(result.Output));
    }

    [Fact]
    public void The_stub_would_be_found_if_the_contexts_were_one()
    {
        // Holds the test above up: the stub has the very identity that our copy has.
        var real = System.Reflection.AssemblyName.GetAssemblyName(Path.Combine(Repository.StagedModule, "dependencies", "BouncyCastle.Cryptography.dll"));
        var stub = System.Reflection.AssemblyName.GetAssemblyName(Repository.Built("BouncyCastle.Stub", "BouncyCastle.Cryptography.dll"));
        Assert.Equal(real.FullName, stub.FullName);
    }

    [Fact]
    public void Another_module_never_gets_our_packages()
    {
        var result = TestShell.Run(
            TestShell.Import, "$null = New-SelfSignedSslCertificate a.example -Ephemeral", "[Reflection.Assembly]::Load('Newtonsoft.Json, Version=13.0.0.0').Location");
        Assert.DoesNotContain(Repository.StagedModule, result.Output);
    }

    [Fact]
    public void Import_loads_neither_Engine_nor_its_packages()
    {
        var lines = Lines(TestShell.Run(TestShell.Import, LoadedAssemblies).Succeeded().Output);
        Assert.Contains("SslTools.PowerShell", lines);
        Assert.DoesNotContain("SslTools.Engine", lines);
        Assert.DoesNotContain("BouncyCastle.Cryptography", lines);
    }

    [Fact]
    public void A_cmdlet_loads_Engine()
    {
        var lines = Lines(TestShell.Run(TestShell.Import, "$null = New-SelfSignedSslCertificate a.example -Ephemeral", LoadedAssemblies).Succeeded().Output);
        Assert.Contains("SslTools.Engine", lines);
        Assert.Contains("BouncyCastle.Cryptography", lines);
    }

    [Fact]
    public void Nothing_of_the_dependencies_lies_at_the_root()
    {
        var root = Directory.GetFiles(Repository.StagedModule).Select(Path.GetFileName);
        var dependencies = Directory.GetFiles(Path.Combine(Repository.StagedModule, "dependencies")).Select(Path.GetFileName).ToList();
        Assert.Contains("SslTools.Engine.dll", dependencies);
        Assert.Contains("BouncyCastle.Cryptography.dll", dependencies);
        Assert.Empty(root.Intersect(dependencies));
        Assert.Equal(["SslTools.Core.dll", "SslTools.PowerShell.dll"], root.Where(f => f!.EndsWith(".dll", StringComparison.Ordinal)).Order());
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
