using System;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Dates (RFC 5280 section 4.1.2.5).</summary>
internal sealed class ValidityRule : ICertificateRule
{
    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var (begin, end) = (judgement.Certificate.NotBefore, judgement.Certificate.NotAfter);
        var time = judgement.Request.Time.UtcDateTime;

        // Both ends count, and dates are whole seconds: the last second lasts until it is over.
        time = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        if (time > end.Value) judgement.Refuse("Expired", $"expired at {end}");
        if (time < begin.Value) judgement.Refuse("NotYetValid", $"is not valid before {begin}");
        if (!begin.IsProper || !end.IsProper) judgement.Breach("BadDate", "has a date in the form for the other half of time, before or from 2050");
    }
}
