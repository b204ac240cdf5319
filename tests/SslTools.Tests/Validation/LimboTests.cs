using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Cryptography.Validation;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Validation;

/// <summary>Conformance with C2SP's x509-limbo. Where we disagree, docs/x509-limbo.md says why.</summary>
public sealed class LimboTests(ITestOutputHelper output)
{
    [Fact]
    public void Answers_are_those_of_x509_limbo()
    {
        Assert.SkipUnless(File.Exists(LimboCase.Location), $"x509-limbo is not at '{LimboCase.Location}'. Get limbo.json from "
            + "https://github.com/C2SP/x509-limbo (Apache-2.0) and set X509_LIMBO to its path.");
        var answers = LimboCase.Read(LimboCase.Location).Select(c => (Case: c, Result: new PathValidator().Validate(c.Request))).ToList();
        var wrong = answers.Where(a => a.Result.IsValid != a.Case.IsExpected).ToList();
        Report(answers);
        var explained = File.ReadAllText(Repository.File("docs", "x509-limbo.md"));
        Assert.Equal([], wrong.Where(a => !explained.Contains($"`{a.Case.Id}`")).Select(a => Line(a.Case, a.Result)));
    }

    private void Report(IReadOnlyList<(LimboCase Case, PathResult Result)> answers)
    {
        var lines = new List<string> { $"{"feature",-40} {"cases",6} {"expected",12} {"got",12} {"agreed",12}" };
        foreach (var group in answers.SelectMany(a => a.Case.Features.DefaultIfEmpty("(none)"), (a, feature) => (Feature: feature, Answer: a))
            .GroupBy(item => item.Feature, item => item.Answer).OrderBy(group => group.Key, StringComparer.Ordinal))
            lines.Add(Row(group.Key, group.ToList()));
        lines.Add(Row("all without pedantic-", answers.Where(a => !a.Case.IsPedantic).ToList()));
        lines.Add(Row("all", answers));
        lines.AddRange(answers.Where(a => a.Result.IsValid != a.Case.IsExpected).Select(a => Line(a.Case, a.Result)));
        var text = string.Join(Environment.NewLine, lines);
        output.WriteLine(text);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Repository.StagedModule)!, "x509-limbo.txt"), text + Environment.NewLine);
    }

    private static string Row(string feature, IReadOnlyList<(LimboCase Case, PathResult Result)> answers) =>
        $"{feature,-40} {answers.Count,6} {Paths(answers, a => a.Case.IsExpected),12} {Paths(answers, a => a.Result.IsValid),12} "
        + $"{answers.Count(a => a.Result.IsValid == a.Case.IsExpected) * 100.0 / Math.Max(1, answers.Count),10:0.0} %";

    private static string Paths(IReadOnlyList<(LimboCase Case, PathResult Result)> answers, Func<(LimboCase Case, PathResult Result), bool> valid) =>
        $"{answers.Count(valid)} + {answers.Count(a => !valid(a))} -";

    private static string Line(LimboCase limbo, PathResult result) =>
        $"{limbo.Id}: expected {(limbo.IsExpected ? "a path" : "none")}, got {(result.IsValid ? "a path" : "none: " + string.Join(" ", result.Reasons.Select(r => r.Message)))}";
}
