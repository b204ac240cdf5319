using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>Secrets of a whole flow, with failures, in no stream, error or file.</summary>
public sealed class SecretsTests
{
    private const string Base = "example.test";
    private const string Passphrase = "correct horse battery";

    [Fact]
    public void Secrets_are_in_no_stream_no_error_and_no_file()
    {
        using var bind = new BindServer().AddZone(Base).Start();
        using var request = new RequestSession(new PebbleOptions
        {
            DnsServer = bind.EndPoint.ToString(),
            ExternalAccounts = new Dictionary<string, string> { ["kid-1"] = AcmeSandbox.ExternalAccountKey },
        });
        var session = request.Session;
        var wrongEab = Encode("another HMAC key of an external account");
        var wrongDns = Convert.ToBase64String(Encoding.ASCII.GetBytes("another secret of TSIG, 32 byte!"));
        session.Set("eab", RequestSession.Secure(AcmeSandbox.ExternalAccountKey));
        session.Set("wrongEab", RequestSession.Secure(wrongEab));
        session.Set("dnsSecret", RequestSession.Secure(bind.KeySecret));
        session.Set("wrongDns", wrongDns);
        session.Set("passphrase", RequestSession.Secure(Passphrase));
        session.Set("wrongPassphrase", RequestSession.Secure("wrong " + Passphrase));
        string Dns(string secret) => $"-DnsProvider Rfc2136 -DnsArgs @{{ Server = '{bind.EndPoint}'; KeyName = '{bind.KeyName}'; KeySecret = {secret} }} -DnsServer {bind.EndPoint}";
        var exported = Path.Combine(session.Folder, "account.pem");
        var said = new StringBuilder();
        var errors = 0;
        foreach (var command in new[]
        {
            RequestSession.Command($"{Base} -EabKeyId kid-1 -EabHmacKey $wrongEab {Dns("$dnsSecret")}"),
            RequestSession.Command($"{Base} -EabKeyId kid-1 -EabHmacKey $eab {Dns("$wrongDns")}"),
            RequestSession.Command($"{Base} {Dns("'not base64'")}"),
            RequestSession.Command($"{Base}, '*.{Base}' {Dns("$dnsSecret")}"),
            "Update-SslCertificate -Force",
            "Get-LetsEncryptAccount | Set-LetsEncryptAccount -NewKey -PassThru",
            $"Export-LetsEncryptAccount (Get-LetsEncryptAccount).Name '{exported}' -Passphrase $passphrase",
            $"New-LetsEncryptAccount $pebble -Name other -KeyPath '{exported}' -KeyPassphrase $wrongPassphrase -CACertificate $roots",
            "Get-SslCertificate",
            $"Revoke-LetsEncryptCertificate {Base} -Account (Get-LetsEncryptAccount).Name -Confirm:$false",
        })
        {
            // Every stream in one; what is in an error besides its text too.
            var run = session.Run($"& {{ $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'; {command.Replace(" -Force", " -Force -Verbose -Debug", StringComparison.Ordinal)} }} *>&1 | ForEach-Object {{ $_ }}");
            foreach (var output in run.Output) said.AppendLine(Text(output));
            foreach (var error in run.Errors) said.AppendLine(Text(PSObject.AsPSObject(error)));
            said.AppendLine(run.Screen).AppendLine(string.Join('\n', run.Verbose)).AppendLine(string.Join('\n', run.Warnings));
            errors += run.Errors.Count + run.Output.Count(output => output.BaseObject is ErrorRecord);
        }

        Assert.True(errors == 4, $"{errors} errors:\n{said}");
        Assert.Equal(2, int.Parse(session.Succeed($"(Get-SslCertificate {Base}).Version").Single().ToString()));
        string[] secrets = [AcmeSandbox.ExternalAccountKey, wrongEab, bind.KeySecret, wrongDns, Passphrase, .. Keys(session.Store)];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, said.ToString());
            foreach (var file in RequestSession.Files(session.Store).Where(file => !IsKey(file)))
                Assert.False(Contains(file, secret), $"{Path.GetFileName(file)} holds a secret.");
        }

        // What is encrypted is no key and no JSON.
        var hidden = RequestSession.Files(session.Store).Where(file => Path.GetFileName(file) is "account.key" or "secrets.bin").ToList();
        Assert.Contains(hidden, file => file.EndsWith("account.key", StringComparison.Ordinal));
        Assert.Contains(hidden, file => file.EndsWith("secrets.bin", StringComparison.Ordinal));
        Assert.All(hidden, file => Assert.True(File.ReadAllBytes(file).Distinct().Count() > 50 && !Contains(file, "KeySecret") && !Contains(file, bind.KeyName) && File.ReadAllBytes(file)[0] != 0x30));
        if (OperatingSystem.IsWindows()) return;

        // Files of locks are empty; the folder keeps them.
        var locks = Path.Combine(session.Store, "locks") + Path.DirectorySeparatorChar;
        foreach (var file in RequestSession.Files(session.Store).Where(file => !file.StartsWith(locks, StringComparison.Ordinal))) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        foreach (var folder in Directory.GetDirectories(session.Store, "*", SearchOption.AllDirectories).Append(session.Store))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    private static string Text(PSObject output) => output.BaseObject is ErrorRecord error
        ? $"{error} {error.FullyQualifiedErrorId} {error.ErrorDetails} {error.TargetObject} {error.CategoryInfo} {error.ScriptStackTrace} {error.Exception}"
        : output.ToString() + string.Join(' ', output.Properties.Where(p => p.MemberType == PSMemberTypes.Property && output.BaseObject is not string).Select(Show));

    private static string Show(PSPropertyInfo property)
    {
        try
        {
            return $"{property.Name}={property.Value}";
        }
        catch (GetValueException)
        {
            return "";
        }
    }

    // A line in the middle of each private key of the store.
    private static IEnumerable<string> Keys(string store) =>
        RequestSession.Files(store).Where(file => Path.GetFileName(file) == "privkey.pem").Select(file => File.ReadAllLines(file)[1]).Distinct();

    // The one file that has to hold the private key as text: web servers read it.
    private static bool IsKey(string file) => Path.GetFileName(file) == "privkey.pem";

    private static bool Contains(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
