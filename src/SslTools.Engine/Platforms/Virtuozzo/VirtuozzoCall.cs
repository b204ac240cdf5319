using System;
using System.Collections.Generic;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>A call of the API.</summary>
/// <param name="Method">Its path behind the version.</param>
/// <param name="What">What it is asked to do, such as "read the environment 'shop'".</param>
/// <param name="Fields">The form fields, without the session.</param>
internal sealed record VirtuozzoCall(string Method, string What, params (string Name, string? Value)[] Fields)
{
    /// <summary>Whether it changes something: then it is sent once.</summary>
    public bool Changes { get; init; }

    /// <summary>The environment, for errors; or null.</summary>
    public string? Environment { get; init; }

    /// <summary>The most time, where it is not the usual one.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The form; fields without value are left out.</summary>
    /// <param name="session">The session, or null where there is none yet.</param>
    /// <returns>Its fields.</returns>
    public IEnumerable<(string Name, string Value)> Form(string? session)
    {
        if (session is not null) yield return ("session", session);
        foreach (var (name, value) in Fields)
        {
            if (value is not null) yield return (name, value);
        }
    }
}
