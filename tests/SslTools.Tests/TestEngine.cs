using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>The real engine with a clock that a test moves, and roots that a test gives.</summary>
internal sealed class TestEngine : DelegatingEngine, ITrustAnchors
{
    public override ManualClock Clock { get; } = new();

    public override ITrustAnchors TrustAnchors => this;

    public List<byte[]> Roots { get; } = [];

    public IReadOnlyList<byte[]> FindByIssuer(byte[] certificate) =>
        Roots.Where(root => Reader.Describe(root).Subject == Reader.Describe(certificate).Issuer).ToList();
}
