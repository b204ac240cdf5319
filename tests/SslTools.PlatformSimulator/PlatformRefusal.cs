using System;

namespace SslTools.Testing.Platforms;

/// <summary>What a call ends with instead of 0.</summary>
public sealed class PlatformRefusal(int code, string words) : Exception(words)
{
    public int Code => code;
}
