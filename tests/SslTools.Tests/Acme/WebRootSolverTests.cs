using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Acme.Challenges;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Acme;

public class WebRootSolverTests
{
    [Fact]
    public async Task Files_and_folders_come_and_go()
    {
        using var folder = new TempFolder();
        using var solver = Solver(folder, "*");
        var answer = ChallengeListenerTests.Answer(AcmeChallenge.Http01, "www.example.com", "tok_1-A");
        await solver.PresentAsync([answer], CancellationToken.None);

        Assert.Equal("tok_1-A.thumb", File.ReadAllText(Path.Combine(folder.Path, ".well-known", "acme-challenge", "tok_1-A")));
        await solver.CleanUpAsync([answer], CancellationToken.None);
        await solver.CleanUpAsync([answer], CancellationToken.None);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_folder_that_was_there_stays()
    {
        using var folder = new TempFolder();
        var existing = Directory.CreateDirectory(Path.Combine(folder.Path, ".well-known"));
        using var solver = Solver(folder, "*");
        var answer = ChallengeListenerTests.Answer(AcmeChallenge.Http01, "www.example.com", "tok");

        await solver.PresentAsync([answer], CancellationToken.None);
        await solver.CleanUpAsync([answer], CancellationToken.None);

        Assert.Equal([existing.FullName], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("../../etc/cron.d/evil")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".htaccess")]
    [InlineData("")]
    public async Task A_token_never_leads_out_of_the_folder(string token)
    {
        using var folder = new TempFolder();
        using var solver = Solver(folder, "*");

        var error = await Assert.ThrowsAsync<SslToolsException>(
            () => solver.PresentAsync([ChallengeListenerTests.Answer(AcmeChallenge.Http01, "www.example.com", token)], CancellationToken.None));

        Assert.Equal("AcmeBadAnswer", error.ErrorId);
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_explained_error()
    {
        using var folder = new TempFolder();
        using var solver = new WebRootSolver(new Dictionary<string, string> { ["*"] = Path.Combine(folder.Path, "none") });

        var error = await Assert.ThrowsAsync<SslToolsException>(
            () => solver.PresentAsync([ChallengeListenerTests.Answer(AcmeChallenge.Http01, "www.example.com", "tok")], CancellationToken.None));

        Assert.Equal("WebRootMissing", error.ErrorId);
        Assert.Equal("WebRootMissing", Assert.Throws<SslToolsException>(() => solver.Describe(AcmeIdentifier.ForName("www.example.com"))).ErrorId);
    }

    [Fact]
    public void Only_names_with_a_folder_and_no_wildcards_are_its()
    {
        using var folder = new TempFolder();
        using var solver = Solver(folder, "www.example.com");

        Assert.True(solver.CanSolve(AcmeIdentifier.ForName("www.example.com")));
        Assert.False(solver.CanSolve(AcmeIdentifier.ForName("example.com")));
        Assert.False(solver.CanSolve(AcmeIdentifier.ForName("*.example.com")));
    }

    private static WebRootSolver Solver(TempFolder folder, string host) =>
        new(new Dictionary<string, string> { [host] = folder.Path });
}
