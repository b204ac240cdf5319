using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class RemoveSslCertificateTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public RemoveSslCertificateTests() => _session.Succeed(
        "New-SelfSignedSslCertificate a.example; New-SelfSignedSslCertificate b.example; New-SelfSignedSslCertificate b.example -Force; New-SelfSignedSslCertificate c.example");

    private string Names => string.Join(' ', _session.Succeed("Get-SslCertificate").Select(o => (string)((dynamic)o).Name));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Remove-SslCertificate B.example -Confirm:$false", "a.example c.example")]
    [InlineData("Remove-SslCertificate a*, c.example -Confirm:$false", "b.example")]
    [InlineData("Remove-SslCertificate * -Confirm:$false", "")]
    [InlineData("Remove-SslCertificate nobody* -Confirm:$false", "a.example b.example c.example")]
    [InlineData("'a.example', 'b.example' | Remove-SslCertificate -Confirm:$false", "c.example")]
    [InlineData("Get-SslCertificate b* | Remove-SslCertificate -Confirm:$false", "a.example c.example")]
    [InlineData("Remove-SslCertificate * -WhatIf", "a.example b.example c.example")]
    public void What_is_named_is_removed(string script, string left)
    {
        Assert.Empty(_session.Succeed(script));
        Assert.Equal(left, Names);
    }

    [Fact]
    public void Nothing_is_left_of_the_key()
    {
        _session.Succeed("Remove-SslCertificate b.example -Confirm:$false");
        Assert.DoesNotContain(
            Directory.GetFiles(_session.Store, "privkey.pem", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }),
            file => file.Contains("b.example"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_session.Store, "trash")));
    }

    [Fact]
    public void It_asks_first_and_says_what_will_happen()
    {
        var result = _session.Run("Remove-SslCertificate b.example");
        Assert.Contains("Remove the certificate 'b.example', its private key and all its versions", result.Screen);
    }

    [Fact]
    public void What_is_not_there_is_an_error_and_the_others_are_removed()
    {
        _session.Fail("Remove-SslCertificate nobody, a.example -Confirm:$false", "NotFound");
        Assert.Equal("b.example c.example", Names);
    }

    [Fact]
    public void A_damaged_entry_can_be_removed()
    {
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "a.example", "metadata.json"), "{");
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "stray"), "");
        Directory.Delete(Path.Combine(_session.Store, "versions", "certificates", "b.example"), true);
        _session.Succeed("Remove-SslCertificate a.example, b.example, stray -Confirm:$false");
        Assert.Equal("c.example", Names);
    }

    [Fact]
    public void A_certificate_is_removed_from_the_store_it_came_from()
    {
        var other = Path.Combine(_session.Folder, "other");
        _session.Succeed($"New-SelfSignedSslCertificate a.example -StorePath '{other}' | Remove-SslCertificate -Confirm:$false");
        Assert.Equal("a.example b.example c.example", Names);
        Assert.Empty(_session.Succeed($"Get-SslCertificate -StorePath '{other}'"));
        _session.Fail("New-SelfSignedSslCertificate a.example -Ephemeral | Remove-SslCertificate -Confirm:$false", "NotStored");
    }
}
