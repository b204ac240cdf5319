namespace SslTools.Engine.Network.Dns;

/// <summary>The record types that are used here.</summary>
public static class DnsType
{
    /// <summary>An IPv4 address.</summary>
    public const int A = 1;

    /// <summary>A name server of a zone.</summary>
    public const int NS = 2;

    /// <summary>Another name of the same thing.</summary>
    public const int CName = 5;

    /// <summary>The head of a zone.</summary>
    public const int Soa = 6;

    /// <summary>Text.</summary>
    public const int Txt = 16;

    /// <summary>An IPv6 address.</summary>
    public const int Aaaa = 28;

    /// <summary>EDNS (RFC 6891).</summary>
    public const int Opt = 41;

    /// <summary>A transaction signature (RFC 8945).</summary>
    public const int Tsig = 250;

    /// <summary>Which CAs may issue (RFC 8659).</summary>
    public const int Caa = 257;
}
