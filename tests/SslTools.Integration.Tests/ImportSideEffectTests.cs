using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests;

/// <summary>Import as the kernel sees it.</summary>
public class ImportSideEffectTests
{
    [Fact]
    public void Import_writes_no_file_and_opens_no_socket()
    {
        var strace = Programs.Require("strace", "strace");
        using var folder = new TempFolder();
        var bare = Trace(strace, folder["bare.txt"], "'ready'");
        var import = Trace(strace, folder["import.txt"], TestShell.Import + "; 'ready'");
        Assert.Equal([], import.Except(bare));
    }

    // What the process changes on the disk or on the network: paths opened for writing, created, renamed or removed; sockets.
    private static string[] Trace(string strace, string log, string script)
    {
        var shell = Repository.Built("SslTools.TestShell", "SslTools.TestShell.dll");
        var result = Programs.Run(
            strace, "-f", "-qq", "-o", log, "-e", "trace=openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat,socket",
            Programs.Find("dotnet")!, shell, script).Succeeded();
        Assert.Contains("ready", result.Output);
        return File.ReadLines(log)
            .Where(line => line.Contains("socket(") || Regex.IsMatch(line, "openat.*(O_WRONLY|O_RDWR|O_CREAT)") || Regex.IsMatch(line, @"\b(creat|mkdir|rename|unlink|symlink)"))
            .Select(line => Regex.Replace(line, @"^\d+\s+|PSHost\.[0-9A-F]+|\d+", ""))
            .Where(line => !line.Contains("/dev/") && !line.Contains("/proc/") && !line.Contains("memfd") && !line.Contains("doublemapper"))
            .Distinct(StringComparer.Ordinal).ToArray();
    }
}
