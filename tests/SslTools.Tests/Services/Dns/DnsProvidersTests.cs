using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Services.Dns;

public class DnsProvidersTests
{
    private static readonly EngineServices Engine = new();

    public static TheoryData<string> Kinds => new(Engine.DnsProviders.Select(kind => kind.Name));

    [Theory]
    [InlineData("cloudfare", "did you mean Cloudflare?")]
    [InlineData("route-53", "did you mean Route53?")]
    [InlineData("nothing like it", "that SslTools knows.")]
    public void An_unknown_provider_is_named_with_the_nearest(string name, string text)
    {
        var error = Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, name, new Dictionary<string, string>()));
        Assert.Equal("UnknownDnsProvider", error.ErrorId);
        Assert.Contains(text, error.Message);
        Assert.Contains("AcmeDns, AzureDns, Cloudflare, Rfc2136, Route53", error.RecommendedAction);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_provider_names_what_it_lacks(string name)
    {
        var mandatory = DnsProviders.Find(Engine, name).Parameters.Where(p => p.Mandatory).ToList();
        Assert.NotEmpty(mandatory);
        var arguments = mandatory.Skip(1).ToDictionary(p => p.Name, _ => "Hidden1");
        var error = Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, name.ToUpperInvariant(), arguments));
        Assert.Equal("InvalidDnsArgument", error.ErrorId);
        Assert.Contains($"{name} can't be used: it needs {mandatory[0].Name} (", error.Message);
        Assert.DoesNotContain("Hidden1", error.ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_provider_refuses_what_it_does_not_know(string name)
    {
        var first = DnsProviders.Find(Engine, name).Parameters[0].Name;
        var error = Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, name, new Dictionary<string, string> { [first + "x"] = "Hidden1" }));
        Assert.Contains($"no parameter '{first}x' (did you mean {first}?)", error.Message);
        Assert.DoesNotContain("Hidden1", error.ToString());
    }

    [Fact]
    public void A_parameter_twice_is_refused_and_an_empty_one_is_missing()
    {
        var twice = new Dictionary<string, string>(StringComparer.Ordinal) { ["ApiToken"] = "a", ["apitoken"] = "b" };
        Assert.Contains("given twice", Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, "Cloudflare", twice)).Message);
        var empty = new Dictionary<string, string> { ["ApiToken"] = " " };
        Assert.Contains("needs ApiToken", Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, "Cloudflare", empty)).Message);
    }

    [Theory]
    [InlineData("Server", "a b")]
    [InlineData("Server", "ns.example.com:0")]
    [InlineData("Server", "ns.example.com:99999")]
    [InlineData("KeyName", "a..b")]
    [InlineData("KeySecret", "not base64!")]
    [InlineData("KeyAlgorithm", "hmac-md5")]
    [InlineData("KeyAlgorithm", "hmac-sha1")]
    [InlineData("Protocol", "quic")]
    public void Rfc2136_checks_its_arguments(string parameter, string value)
    {
        var arguments = new Dictionary<string, string> { ["Server"] = "[::1]:5353", ["KeyName"] = "k", ["KeySecret"] = "c2VjcmV0" };
        DnsProviders.Open(Engine, "Rfc2136", arguments).Dispose();
        arguments[parameter] = value;
        var error = Assert.Throws<SslToolsException>(() => DnsProviders.Open(Engine, "Rfc2136", arguments));
        Assert.Equal("InvalidDnsArgument", error.ErrorId);
        Assert.Contains(parameter, error.Message);
    }
}
