using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class GetSslCertificateTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public GetSslCertificateTests() => _session.Succeed(
        "New-SelfSignedSslCertificate a.example -ValidityDays 5; New-SelfSignedSslCertificate b.example, *.b.example; New-SelfSignedSslCertificate *.c.example");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-SslCertificate", "_.c.example a.example b.example")]
    [InlineData("Get-SslCertificate a*, b.example", "a.example b.example")]
    [InlineData("Get-SslCertificate A.EXAMPLE", "a.example")]
    [InlineData("'a.example', 'b*' | Get-SslCertificate", "a.example b.example")]
    [InlineData("Get-SslCertificate -ExpiringInDays 5", "a.example")]
    [InlineData("Get-SslCertificate -ExpiringInDays 0", "")]
    [InlineData("Get-SslCertificate -Source Custom, LetsEncrypt", "")]
    [InlineData("Get-SslCertificate -Source SelfSigned -Name b*", "b.example")]
    [InlineData("Get-SslCertificate nothing*", "")]
    [InlineData("Get-SslCertificate a.example | Get-SslCertificate", "a.example")]
    public void Names_and_filters_select(string script, string names) =>
        Assert.Equal(names, string.Join(' ', _session.Succeed(script).Select(o => (string)((dynamic)o).Name)));

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_are_shown()
    {
        var result = _session.Run("Get-SslCertificate nobody, a.example");
        Assert.Single(result.Output);
        Assert.StartsWith("NotFound,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_none_is_an_error_and_the_others_are_shown()
    {
        var result = _session.Run("Get-SslCertificate ../x, a.example");
        Assert.Single(result.Output);
        Assert.StartsWith("InvalidName,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ this is not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"schema\": 1}")]
    [InlineData("{\"schema\": 99, \"certificate\": {}, \"origin\": {}}")]
    public void A_damaged_entry_never_hides_the_others(string metadata)
    {
        var file = Path.Combine(_session.Store, "certificates", "b.example", "metadata.json");
        File.WriteAllText(file, metadata);
        var result = _session.Run("Get-SslCertificate");
        Assert.Equal(2, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("CorruptEntry,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(file, error.ToString());
    }

    [Fact]
    public void A_damaged_entry_is_replaced_with_Force()
    {
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "b.example", "metadata.json"), "{");
        _session.Fail("New-SelfSignedSslCertificate b.example", "AlreadyExists");
        _session.Succeed("New-SelfSignedSslCertificate b.example -Force");
        Assert.Equal(3, _session.Succeed("Get-SslCertificate").Count);
    }

    [Fact]
    public void Names_are_completed_from_the_store()
    {
        var completions = _session.Succeed($"(TabExpansion2 \"Get-SslCertificate -StorePath '{_session.Store}' -Name b\").CompletionMatches.CompletionText");
        Assert.Equal("b.example", Assert.Single(completions).ToString());
    }
}
