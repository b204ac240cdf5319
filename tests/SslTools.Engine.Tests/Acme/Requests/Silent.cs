using System;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>Tells nobody, and makes no DNS provider.</summary>
internal sealed class Silent : IReporter, IDnsProviderSource
{
    public static readonly Silent Instance = new();

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }

    public void Progress(string activity, string status, int percent = -1)
    {
    }

    public IDnsProvider Open(ChallengeSettings settings, byte[]? secrets) => throw new NotSupportedException();
}
