using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SslTools.Tests.WebServers;

/// <summary>What holds for every configuration of a mail server: made at random, in many styles, from fixed seeds.</summary>
public class MailRoundTripTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Postfix_has_its_original_bytes_again(int seed)
    {
        var random = new Random(seed);
        using var sandbox = MailSandbox.Postfix(MainFile(random), Master(random));
        Check(random, sandbox);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Dovecot_has_its_original_bytes_again(int seed)
    {
        var random = new Random(seed);
        using var sandbox = MailSandbox.Dovecot(Dovecot(random, out var isNew), isNew ? "2.4.1" : "2.3.19");
        Check(random, sandbox);
    }

    // Names are bound in any order, each time without effect the second time; then removed together, or one after the other from the last.
    private static void Check(Random random, MailSandbox sandbox)
    {
        var original = sandbox.Everything();
        string[] names = ["own.example", "a.example", "*.b.example", "c.b.example"];
        var together = random.Next(2) == 0;
        if (!together) random.Shuffle(names);
        var records = new List<(string Name, BindingRecord? Record)>();
        for (var times = random.Next(1, together ? 7 : 5); times > 0; times--)
        {
            var name = names[together ? random.Next(names.Length) : times - 1];
            var number = random.Next(3);
            var policy = random.Next(4) == 0 ? (SslTlsPolicy)random.Next(2) : (SslTlsPolicy?)null;
            var earlier = records.Find(record => record.Name == name);
            records.Remove(earlier);
            records.Add((name, sandbox.Set(name, earlier.Record, $"/store/{number}.pem", $"/store/{number}.key", policy)));
            Assert.Empty(sandbox.PlanSet(name, policy, $"/store/{number}.pem", $"/store/{number}.key").Edits);
            Assert.Contains(sandbox.Server.Read(), binding => binding.HostName == name && binding.CertificatePath == $"/store/{number}.pem");
        }

        if (together) sandbox.Remove([.. records]);
        else foreach (var record in Enumerable.Reverse(records)) sandbox.Remove(record);
        Assert.Equal(original, sandbox.Everything());
    }

    private static string MainFile(Random random)
    {
        var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
        var equals = random.Next(2) == 0 ? " = " : "=";
        List<string> lines = [$"mydestination{equals}$myhostname,{newLine}  localhost", "# a comment = x", "", $"smtpd_banner{equals}\u00fc"];
        if (random.Next(3) == 0) lines.Add($"myhostname{equals}own.example");
        if (random.Next(3) == 0) lines.AddRange([$"smtpd_tls_cert_file{equals}/o.pem", $"smtpd_tls_key_file{equals}$smtpd_tls_cert_file"]);
        if (random.Next(4) == 0) lines.Add($"smtpd_tls_cert_file{equals}{newLine}   # old{newLine}{newLine}  /etc/ssl/certs/ssl-cert-snakeoil.pem");
        if (random.Next(4) == 0) lines.Add($"smtpd_tls_chain_files{equals}/k,{newLine} /c");
        if (random.Next(3) == 0) lines.Add($"smtpd_tls_security_level{equals}{(random.Next(2) == 0 ? "may" : "none")}");
        if (random.Next(4) == 0) lines.Add($"smtpd_tls_protocols{equals}!SSLv2");
        lines = [.. lines.OrderBy(_ => random.Next())];
        return string.Join(newLine, lines) + (random.Next(3) == 0 ? "" : newLine + (random.Next(3) == 0 ? "# end" : ""));
    }

    private static string Master(Random random)
    {
        var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
        var service = "smtp  inet  n - y - - smtpd";
        if (random.Next(3) == 0) service += $"{newLine}  -o smtpd_tls_security_level=may";
        if (random.Next(4) == 0) service += $"{newLine}\t-o {{ smtpd_tls_cert_file = /own }} -o smtpd_tls_key_file=/own";
        return $"# services{newLine}{service}{newLine}submission inet n - y - - smtpd{newLine}";
    }

    private static string Dovecot(Random random, out bool isNew)
    {
        isNew = random.Next(2) == 0;
        var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
        var (certificate, key, sign) = isNew ? ("ssl_server_cert_file", "ssl_server_key_file", "") : ("ssl_cert", "ssl_key", "<");
        List<string> blocks = [$"mail_location = x \\{newLine}  y", "# a { comment", $"plugin {{{newLine}\ta = \"#\" # b{newLine}}}"];
        if (random.Next(3) == 0) blocks.Add($"\t{certificate}={sign}/o   # old");
        if (random.Next(4) == 0) blocks.Add($"{key} = \\{newLine}  {sign}/o");
        if (random.Next(4) == 0) blocks.Add($"{certificate} = {sign}/etc/dovecot/private/dovecot.pem{newLine}{key} = {sign}/etc/dovecot/private/dovecot.key");
        var hasCertificate = blocks.Exists(block => block.Contains(certificate));
        if (random.Next(3) == 0) blocks.Add($"ssl = {(!hasCertificate && random.Next(2) == 0 ? "no" : "required")}");
        if (random.Next(4) == 0) blocks.Add("ssl_min_protocol = TLSv1");
        if (isNew && random.Next(4) == 0) blocks.Add($"ssl_server {{{newLine}  cert_file = /o{newLine}}}");
        if (hasCertificate && random.Next(2) == 0) blocks.Add($"  local_name z.example {{{newLine}    {certificate} = {sign}/z{newLine}    {key} = {sign}/z{newLine}  }}");
        if (random.Next(5) == 0) blocks.Add($"local_name a.example {{{newLine}  x = y{newLine}}}");
        if (hasCertificate && random.Next(4) == 0) blocks.Add($"local_name c.b.example {{{newLine}\t{certificate} = {sign}/old   # by hand{newLine}\t{key} = {sign}/old{newLine}}}");
        blocks = [.. blocks.OrderBy(_ => random.Next())];
        return string.Join(newLine, blocks) + (random.Next(3) == 0 ? "" : newLine + (random.Next(3) == 0 ? "# end \u00ff" : ""));
    }
}
