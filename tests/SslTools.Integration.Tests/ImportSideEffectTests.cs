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
        var bare = Trace(strace, "'ready'");
        var import = Trace(strace, TestShell.Import + "; 'ready'");
        Assert.Equal([], import.Except(bare));
    }

    // What the process changes on the disk or on the network: paths opened for writing, created, renamed or removed; sockets.
    // Each thread has a file of its own: in one file, a call during which another thread makes one stands in two halves.
    private static string[] Trace(string strace, string script)
    {
        using var folder = new TempFolder();
        var shell = Repository.Built("SslTools.TestShell", "SslTools.TestShell.dll");
        var result = Programs.Run(
            strace, "-ff", "-qq", "-o", folder["trace"], "-e", "trace=openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat,socket",
            Programs.Find("dotnet")!, shell, script).Succeeded();
        Assert.Contains("ready", result.Output);
        return Directory.EnumerateFiles(folder.Path, "trace.*").SelectMany(File.ReadLines)
            .Where(line => line.Contains("socket(") || Regex.IsMatch(line, "openat.*(O_WRONLY|O_RDWR|O_CREAT)") || Regex.IsMatch(line, @"\b(creat|mkdir|rename|unlink|symlink)"))
            .Select(line => Regex.Replace(line, @"PSHost\.[0-9A-F]+|\d+", ""))
            .Where(line => !line.Contains("/dev/") && !line.Contains("/proc/") && !line.Contains("memfd") && !line.Contains("doublemapper"))
            .Distinct(StringComparer.Ordinal).ToArray();
    }
}
