using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SslTools.Tests.WebServers;

/// <summary>What holds for every configuration: made at random, in many styles, from fixed seeds.</summary>
public class NginxRoundTripTests
{
    private static readonly Encoding Bytes = Encoding.Latin1;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40), 1145];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Setting_touches_its_block_alone_and_setting_again_nothing(int seed)
    {
        var random = new Random(seed);
        using var sandbox = new NginxSandbox();
        var (before, block, after) = Configuration(random);
        sandbox.Write("sites/a", "");
        System.IO.File.WriteAllBytes(System.IO.Path.Combine(sandbox.Folder, "sites", "a"), Bytes.GetBytes(before + block + after));
        var options = (Redirect: Maybe(random), Hsts: Maybe(random), Policy: random.Next(3) switch { 0 => SslTlsPolicy.Modern, 1 => SslTlsPolicy.Intermediate, _ => (SslTlsPolicy?)null });

        var edit = sandbox.PlanSet("a.x.example", 443, options.Redirect, options.Hsts, options.Policy).Edits.Single();
        var text = Bytes.GetString(edit.After!);
        Assert.StartsWith(before, text);
        Assert.EndsWith(after, text);
        System.IO.File.WriteAllBytes(edit.Path, edit.After!);
        Assert.Empty(sandbox.PlanSet("a.x.example", 443, options.Redirect, options.Hsts, options.Policy).Edits);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Removing_gives_the_original_bytes_after_any_settings(int seed)
    {
        var random = new Random(seed);
        using var sandbox = new NginxSandbox();
        var (before, block, after) = Configuration(random);
        var original = Bytes.GetBytes(before + block + after);
        var path = sandbox.Write("sites/a", "");
        System.IO.File.WriteAllBytes(path, original);
        SslCertificate[] certificates = [await sandbox.IssueAsync("a.x.example"), await sandbox.IssueAsync("*.x.example")];
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            // "*.x.example" covers the name as well.
            var options = sandbox.Options("a.x.example") with
            {
                RedirectHttp = Maybe(random),
                Hsts = Maybe(random),
                TlsPolicy = random.Next(2) == 0 ? null : (SslTlsPolicy)random.Next(2),
            };
            await sandbox.SetAsync(options, certificates[random.Next(2)]);
        }

        await sandbox.RemoveAsync("a.x.example");
        Assert.Equal(Bytes.GetString(original), Bytes.GetString(System.IO.File.ReadAllBytes(path)));
        Assert.Empty(await sandbox.Engine.OpenBindings(sandbox.Store).ListAsync(default));
    }

    private static bool? Maybe(Random random) => random.Next(3) switch { 0 => true, 1 => false, _ => null };

    private static (string Before, string Block, string After) Configuration(Random random)
    {
        var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
        var indent = random.Next(3) switch { 0 => "\t", 1 => "  ", _ => "        " };
        string Site(string name, int others)
        {
            List<string> lines = [$"listen {80 + others};", $"server_name {name};", "root \"/srv/\u00fc x\";", "location / { try_files $uri =404; }"];
            if (random.Next(2) == 0) lines.Insert(random.Next(lines.Count), $"listen [::]:{80 + others};");
            if (random.Next(3) == 0) lines.Insert(random.Next(lines.Count), "# a comment; with } and {");
            if (random.Next(3) == 0) lines.Add("set $a \"${b}c\";");
            if (random.Next(4) == 0) lines.Add("add_header X-A 'b;c' always;");
            if (random.Next(4) == 0) lines.AddRange(["ssl_protocols   TLSv1.2 ;", "ssl_ciphers 'HIGH:!aNULL';  # old"]);
            if (random.Next(4) == 0) lines.AddRange(["listen 443 ssl;", "ssl_certificate /old.pem;", "ssl_certificate_key  /old.key;"]);
            if (random.Next(6) == 0) lines.AddRange(["listen 8443 ssl;", "ssl_certificate /1;", "ssl_certificate_key /1;", "ssl_certificate /2;", "ssl_certificate_key /2;"]);
            if (random.Next(4) == 0) lines.Add("add_header Strict-Transport-Security \"max-age=1\";");
            if (random.Next(5) == 0) lines.Add("if ($scheme = http) { return 301 https://$host$request_uri; }");
            lines = [.. lines.OrderBy(_ => random.Next(lines.Count))];
            if (random.Next(5) == 0) return "server {" + string.Join(" ", lines.Where(line => !line.Contains('#'))) + "}";
            return $"server {{{newLine}{string.Concat(lines.Select(line => indent + line + (random.Next(6) == 0 ? "   " : "") + newLine))}}}";
        }

        var before = (random.Next(4) == 0 ? "\u00EF\u00BB\u00BF" : "") + $"# first{newLine}" + Site("b.example", 1) + newLine + newLine;
        var after = random.Next(3) switch { 0 => "", 1 => newLine, _ => newLine + Site("c.example", 2) + " # end \u00ff" };
        return (before, Site("a.x.example", 0), after);
    }
}
