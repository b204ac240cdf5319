using System;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Trust;

/// <summary>Tests that change the machine's own trust stores, and put them right again: one after the other, beside no other test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TrustStores
{
    public const string Name = "Trust stores";

    /// <summary>Skips the test where this account may not change the machine's stores.</summary>
    public static void RequireRoot() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && Programs.Run("id", "-u").Output.Trim() == "0", "Only root on Linux may change the machine's trust stores.");
}
