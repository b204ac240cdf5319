using SslTools.Fuzz;
using Xunit;

namespace SslTools.Tests.Import;

/// <summary>A short slice of what 'dotnet run -c Release --project tests/SslTools.Fuzz' does with a million inputs.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Mutated_files_give_explained_failures_and_nothing_else()
    {
        var fuzzer = new Fuzzer { Seed = 7 };
        fuzzer.Run(1600);
        Assert.Empty(fuzzer.Failures);
    }

    [Fact]
    public void Files_that_are_made_to_hurt_do_not()
    {
        var fuzzer = new Fuzzer();
        fuzzer.RunHostile();
        Assert.Empty(fuzzer.Failures);
    }
}
