using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Network;
using SslTools.Ports;
using Xunit;

namespace SslTools.Engine.Tests.StartTls;

/// <summary>The bytes before TLS, against servers that say what a test tells them.</summary>
public sealed class StartTlsTests
{
    public static TheoryData<SslStartTls, string[], string> Polite => new()
    {
        { SslStartTls.Smtp, ["220 mail.example ESMTP\r\n", "250-mail.example\r\n250-SIZE 1000\r\n250 starttls\r\n", "220 2.0.0 go ahead\r\n"], "EHLO [127.0.0.1]\r\nSTARTTLS\r\n" },
        { SslStartTls.Imap, ["* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n", "* CAPABILITY IMAP4rev1\r\na1 OK begin\r\n"], "a1 STARTTLS\r\n" },
        { SslStartTls.Pop3, ["+OK hello\r\n", "+OK begin\r\n"], "STLS\r\n" },
        { SslStartTls.Ftp, ["220-hello\r\n  any text\r\n220 ready\r\n", "234 begin\r\n"], "AUTH TLS\r\n" },
        { SslStartTls.Ldap, [Ldap(0)], "0\u001d\u0002\u0001\u0001w\u0018\u0080\u00161.3.6.1.4.1.1466.20037" },
        { SslStartTls.Postgres, ["S"], "\0\0\0\u0008\u0004\u00d2\u0016/" },
        { SslStartTls.MySql, [MySql(tls: true)], "\u0020\0\0\u0001\0\u008a\0\0\0\0\0\u0001\u002d" + new string('\0', 23) },
    };

    public static TheoryData<SslStartTls, string[], string> Unwilling => new()
    {
        { SslStartTls.Smtp, ["554 go away\r\n"], "takes no mail: 'go away'" },
        { SslStartTls.Smtp, ["220 hello\r\n", "250-mail.example\r\n250 SIZE\r\n"], "does not offer STARTTLS" },
        { SslStartTls.Smtp, ["220 hello\r\n", "250 STARTTLS\r\n"], "does not offer STARTTLS" },
        { SslStartTls.Smtp, ["220 hello\r\n", "250-mail.example\r\n250 STARTTLS\r\n", "454 not \u001b[31mnow\r\n"], "refuses STARTTLS: 'not ?[31mnow'" },
        { SslStartTls.Smtp, ["HTTP/1.1 400 Bad Request\r\n"], "does not speak this protocol" },
        { SslStartTls.Imap, ["* PREAUTH welcome\r\n"], "does not begin an IMAP session" },
        { SslStartTls.Imap, ["* OK hello\r\n", "a1 BAD unknown\r\n"], "does not offer STARTTLS: 'BAD unknown'" },
        { SslStartTls.Pop3, ["+OK hello\r\n", "-ERR unknown\r\n"], "does not offer STLS" },
        { SslStartTls.Ftp, ["220 hello\r\n", "530 log in\r\n"], "does not offer AUTH TLS" },
        { SslStartTls.Ldap, [Ldap(2)], "(LDAP result 2)" },
        { SslStartTls.Ldap, ["0\u0084\u007f\u00ff\u00ff\u00ff"], "more than 65536 bytes" },
        { SslStartTls.Ldap, ["0\u0003\u0002\u0001\u0001"], "does not speak LDAP" },
        { SslStartTls.Postgres, ["N"], "does not offer TLS" },
        { SslStartTls.Postgres, ["H"], "does not speak PostgreSQL" },
        { SslStartTls.MySql, [MySql(tls: false)], "does not offer TLS" },
        { SslStartTls.MySql, ["\u000f\0\0\0\u00ff\u0069\u0004Host blocked"], "'Host blocked'" },
        { SslStartTls.MySql, ["\u0001\0\0\0\u000a"], "does not speak MySQL" },
    };

    [Theory]
    [MemberData(nameof(Polite))]
    public async Task Tls_begins_where_the_server_agrees(SslStartTls protocol, string[] says, string asked)
    {
        using var server = new PlainThenTlsServer(protocol, says);
        var result = await HandshakeAsync(server, protocol);
        Assert.Null(result.Error);
        Assert.Equal(server.Certificate, Assert.Single(result.Certificates));
        Assert.Equal(asked, await server.Asked);
    }

    [Theory]
    [MemberData(nameof(Unwilling))]
    public async Task A_server_that_does_not_agree_is_told(SslStartTls protocol, string[] says, string reason)
    {
        using var server = new PlainThenTlsServer(protocol, says);
        var result = await HandshakeAsync(server, protocol);
        Assert.Contains(reason, result.Error);
        Assert.Empty(result.Certificates);
    }

    [Theory]
    [MemberData(nameof(Polite))]
    public async Task What_is_slipped_in_behind_the_agreement_is_refused(SslStartTls protocol, string[] says, string asked)
    {
        Assert.NotEmpty(asked);
        using var server = new PlainThenTlsServer(protocol, [.. says[..^1], says[^1] + "injected\r\n"]);
        Assert.Equal("the server went on in plain text after it agreed to TLS", (await HandshakeAsync(server, protocol)).Error);
    }

    [Fact]
    public async Task Endless_text_is_not_read()
    {
        using var line = new PlainThenTlsServer(SslStartTls.Pop3, new string('x', 5000));
        Assert.Contains("a line of more than 4096 bytes", (await HandshakeAsync(line, SslStartTls.Pop3)).Error);
        using var lines = new PlainThenTlsServer(SslStartTls.Smtp, string.Concat(Enumerable.Repeat("220-welcome\r\n", 6000)));
        Assert.Contains("more than 65536 bytes before TLS", (await HandshakeAsync(lines, SslStartTls.Smtp)).Error);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        using var server = new PlainThenTlsServer(SslStartTls.Postgres, "S");
        var result = await HandshakeAsync(server, SslStartTls.Smtp, seconds: 1);
        Assert.Equal("no answer within 1 seconds", result.Error);
    }

    private static string Ldap(int result) => "0\u000c\u0002\u0001\u0001\u0078\u0007\u000a\u0001" + (char)result + "\u0004\0\u0004\0";

    private static string MySql(bool tls)
    {
        var greeting = "\u000a8.0\0\u0001\0\0\0saltsalt\0\u00f7" + (tls ? "\u00ff" : "\u00f7") + "\u002d\u0002\0\u000f\u0080\u0015" + new string('\0', 10) + "moresaltmore\0plugin\0";
        return (char)greeting.Length + "\0\0\0" + greeting;
    }

    private static Task<HandshakeResult> HandshakeAsync(PlainThenTlsServer server, SslStartTls protocol, int seconds = 20) => new NetworkProbe().HandshakeAsync(
        new BindingEndpoint(server.Address, "mail.example", false) { StartTls = protocol }, TimeSpan.FromSeconds(seconds), CancellationToken.None);
}
