using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>One after the other: a sandbox decides for the whole process what the CAs' names stand for.</summary>
[CollectionDefinition(Name)]
public sealed class AcmeCollection
{
    public const string Name = "ACME";
}
