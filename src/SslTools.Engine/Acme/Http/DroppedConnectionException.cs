using System;

namespace SslTools.Engine.Acme.Http;

/// <summary>A connection that broke after something may have been sent: nobody knows whether the CA took it.</summary>
/// <param name="why">What happened.</param>
/// <param name="inner">The cause.</param>
internal sealed class DroppedConnectionException(string why, Exception inner) : Exception(why, inner);
