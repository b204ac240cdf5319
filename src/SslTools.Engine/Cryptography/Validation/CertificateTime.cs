using System;
using System.Globalization;
using System.IO;
using System.Text;
using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>A date of a certificate or CRL, and whether it is written as RFC 5280 section 4.1.2.5 wants it.</summary>
internal sealed class CertificateTime
{
    private const int FirstGeneralizedYear = 2050;

    /// <summary>Reads a date.</summary>
    /// <param name="time">A UTCTime or GeneralizedTime.</param>
    /// <exception cref="InvalidDataException">It is none that RFC 5280 allows: whole seconds, Zulu.</exception>
    public CertificateTime(Asn1Object time)
    {
        var generalized = time is Asn1GeneralizedTime;
        if (!generalized && time is not Asn1UtcTime) throw new InvalidDataException("a date is no date");
        var der = time.GetDerEncoded();
        var text = Encoding.ASCII.GetString(der, 2, der.Length - 2);
        var full = generalized || text.Length < 2 ? text : (string.CompareOrdinal(text, "50") < 0 ? "20" : "19") + text;
        if (!DateTime.TryParseExact(
            full, "yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value))
            throw new InvalidDataException($"the date '{text}' is not written in whole seconds of universal time");
        Value = value;
        IsProper = generalized == value.Year >= FirstGeneralizedYear;
    }

    /// <summary>The date, UTC.</summary>
    public DateTime Value { get; }

    /// <summary>Whether it is a UTCTime through 2049 and a GeneralizedTime from 2050.</summary>
    public bool IsProper { get; }

    /// <inheritdoc/>
    public override string ToString() => Services.ValidityPeriod.Text(Value);
}
