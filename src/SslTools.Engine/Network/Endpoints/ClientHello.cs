using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Tls;

namespace SslTools.Engine.Network.Endpoints;

/// <summary>The first message of a handshake (RFC 5246 section 7.4.1.2), to ask what a server would agree to. No key is ever used.</summary>
internal static class ClientHello
{
    private const byte HandshakeRecord = 22;
    private const byte Message = 1;
    private const int RandomLength = 32;

    private static readonly int[] Groups = [NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1, NamedGroup.secp521r1];
    private static readonly int[] Signatures = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0202];

    /// <summary>Makes it.</summary>
    /// <param name="version">The only version it offers, at most TLS 1.2.</param>
    /// <param name="suites">The cipher suites.</param>
    /// <param name="serverName">The name to send, or null.</param>
    /// <returns>A record.</returns>
    public static byte[] Make(SslTlsVersion version, IReadOnlyList<int> suites, string? serverName)
    {
        var random = new byte[RandomLength];
        using (var generator = RandomNumberGenerator.Create()) generator.GetBytes(random);
        byte[] body =
        [
            .. Two((int)version), .. random, 0, .. Two(suites.Count * 2), .. suites.SelectMany(Two), 1, 0,

            // SSL 3.0 knows no extensions (RFC 6101 section 5.6.1.2).
            .. version == SslTlsVersion.Ssl30 ? [] : Prefixed(Extensions(version, serverName)),
        ];
        byte[] message = [Message, (byte)(body.Length >> 16), .. Two(body.Length), .. body];

        // Some servers refuse a record of a version that they don't know, so that it is at most that of TLS 1.0.
        return [HandshakeRecord, .. Two(Math.Min((int)version, (int)SslTlsVersion.Tls10)), .. Prefixed(message)];
    }

    private static byte[] Extensions(SslTlsVersion version, string? serverName)
    {
        using var extensions = new MemoryStream();
        void Add(int type, byte[] content)
        {
            byte[] extension = [.. Two(type), .. Prefixed(content)];
            extensions.Write(extension, 0, extension.Length);
        }

        if (serverName is not null) Add(ExtensionType.server_name, Prefixed([(byte)NameType.host_name, .. Prefixed(Encoding.ASCII.GetBytes(serverName))]));
        Add(ExtensionType.supported_groups, Prefixed([.. Groups.SelectMany(Two)]));
        Add(ExtensionType.ec_point_formats, [1, 0]);
        if (version == SslTlsVersion.Tls12) Add(ExtensionType.signature_algorithms, Prefixed([.. Signatures.SelectMany(Two)]));
        Add(ExtensionType.renegotiation_info, [0]);
        return extensions.ToArray();
    }

    private static byte[] Two(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Prefixed(byte[] content) => [.. Two(content.Length), .. content];
}
