using System;
using System.IO;
using System.Linq;
using System.Text;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services;

public class UnifiedDiffTests
{
    [Fact]
    public void Nothing_differs_in_equal_texts() => Assert.Equal("", Diff("a\nb\n", "a\nb\n"));

    [Fact]
    public void A_missing_line_end_is_told() => Assert.Equal(
        "--- f\n+++ f\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n", Diff("a", "a\nb\n"));

    [Fact]
    public void Far_changes_are_hunks_of_their_own()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"{i}\n").ToArray();
        var changed = lines.ToArray();
        changed[4] = "x\n";
        changed[24] = "y\n";
        var diff = Diff(string.Concat(lines), string.Concat(changed));
        Assert.Contains("@@ -2,7 +2,7 @@\n", diff);
        Assert.Contains("@@ -22,7 +22,7 @@\n", diff);
    }

    [Fact]
    public void Patch_makes_the_new_text_of_the_old_one_and_the_diff()
    {
        var patch = Programs.Require("patch", "patch");
        var random = new Random(7);
        using var folder = new TempFolder();
        for (var i = 0; i < 60; i++)
        {
            var before = Enumerable.Range(0, random.Next(25)).Select(_ => $"line {random.Next(6)}\n").ToList();
            var after = before.ToList();
            for (var edit = random.Next(6); edit > 0; edit--)
            {
                var at = random.Next(after.Count + 1);
                if (random.Next(2) == 0 || at == after.Count) after.Insert(at, $"new {random.Next(4)}\n");
                else after.RemoveAt(at);
            }

            var (old, expected) = (string.Concat(before), string.Concat(after));
            if (old == expected) continue;
            var path = folder.Write("f", old);
            Programs.RunWith(patch, Diff(old, expected), "-s", "--posix", path).Succeeded();
            Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path) : "");
        }
    }

    private static string Diff(string before, string after) => UnifiedDiff.Create("f", Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
}
