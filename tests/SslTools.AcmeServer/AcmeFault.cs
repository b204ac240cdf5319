using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SslTools.Testing.Acme;

/// <summary>Something that goes wrong, so many times, after so many times that it does not.</summary>
public sealed class AcmeFault
{
    private readonly AcmeStep? _step;
    private int _left;
    private int _skip;

    private AcmeFault(AcmeStep? step, int times) => (_step, _left) = (step, times);

    /// <summary>For as long as the server runs.</summary>
    public const int Always = int.MaxValue;

    /// <summary>Done instead of the request; true when the request is over.</summary>
    internal Func<HttpContext, Task<bool>>? Before { get; private init; }

    /// <summary>Done to the answer, once the request had its effect.</summary>
    internal Action<ServerAnswer>? Change { get; private init; }

    /// <summary>Sends the answer its own way.</summary>
    internal Func<HttpContext, ServerAnswer, Task>? Send { get; private init; }

    /// <summary>Lets the first requests of its kind pass.</summary>
    public AcmeFault Skip(int requests)
    {
        _skip = requests;
        return this;
    }

    /// <summary>The connection breaks before the request has an effect.</summary>
    public static AcmeFault DropBefore(AcmeStep? step, int times = 1) => new(step, times) { Before = context => { context.Abort(); return Task.FromResult(true); } };

    /// <summary>The connection breaks after the request had its effect.</summary>
    public static AcmeFault DropAfter(AcmeStep? step, int times = 1) => new(step, times) { Send = (context, _) => { context.Abort(); return Task.CompletedTask; } };

    /// <summary>The connection breaks in the middle of the answer's body.</summary>
    public static AcmeFault DropInBody(AcmeStep? step, int times = 1) => new(step, times)
    {
        Send = async (context, answer) =>
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
    };

    /// <summary>The body ends in its middle, though HTTP says it is whole.</summary>
    public static AcmeFault Truncate(AcmeStep? step, int times = 1) => Edit(step, answer => answer.Body = answer.Body[..(answer.Body.Length / 2)], times);

    /// <summary>The body never seems to end.</summary>
    public static AcmeFault Oversize(AcmeStep? step, int bytes, int times = 1) => Edit(step, answer => answer.Body = [.. answer.Body, .. new byte[bytes]], times);

    /// <summary>Another media type.</summary>
    public static AcmeFault ContentType(AcmeStep? step, string type, int times = 1) => Edit(step, answer => answer.ContentType = type, times);

    /// <summary>Another body, such as a proxy's page.</summary>
    public static AcmeFault Body(AcmeStep? step, string text, int times = 1) => Edit(step, answer => answer.Body = Encoding.UTF8.GetBytes(text), times);

    /// <summary>No nonce comes with the answer.</summary>
    public static AcmeFault WithoutNonce(AcmeStep? step, int times = 1) => Edit(step, answer => answer.Headers.Remove("Replay-Nonce"), times);

    /// <summary>Changes the JSON that is sent.</summary>
    public static AcmeFault EditJson(AcmeStep? step, Action<JsonObject> edit, int times = 1) => Edit(
        step,
        answer =>
        {
            var json = (JsonObject)JsonNode.Parse(answer.Body)!;
            edit(json);
            answer.Body = Encoding.UTF8.GetBytes(json.ToJsonString());
        },
        times);

    /// <summary>Changes anything about the answer.</summary>
    public static AcmeFault Edit(AcmeStep? step, Action<ServerAnswer> edit, int times = 1) => new(step, times) { Change = edit };

    /// <summary>Refuses, and has no effect. The time is either form of Retry-After, or null.</summary>
    public static AcmeFault Busy(AcmeStep? step, int status, string? retryAfter, int times = 1, string? body = null) => new(step, times)
    {
        Before = async context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            await context.Response.WriteAsync(body ?? "<html>busy</html>");
            return true;
        },
    };

    /// <summary>Refuses with a problem document, and has no effect.</summary>
    public static AcmeFault Problem(AcmeStep? step, ServerProblem problem, int times = 1) => new(step, times)
    {
        Before = _ => throw problem.ToException(),
    };

    /// <summary>Redirects; to itself where no other URL is given.</summary>
    public static AcmeFault Redirect(AcmeStep? step, string? url = null, int times = Always) => new(step, times)
    {
        Before = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = url ?? context.Request.Path;
            return Task.FromResult(true);
        },
    };

    /// <summary>Sends the body a byte at a time, for ever.</summary>
    public static AcmeFault Drip(AcmeStep? step, TimeSpan pause, int times = 1) => new(step, times)
    {
        Send = async (context, answer) =>
        {
            context.Response.StatusCode = answer.Status;
            foreach (var octet in Enumerable.Repeat((byte)' ', 100_000))
            {
                await context.Response.Body.WriteAsync(new[] { octet }, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(pause, context.RequestAborted);
            }
        },
    };

    /// <summary>The HTTP date of a time, the other form of Retry-After.</summary>
    public static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whether it happens to this request; counted.</summary>
    internal bool Takes(AcmeStep step)
    {
        if (_step is not null && _step != step) return false;
        if (Interlocked.Decrement(ref _skip) >= 0) return false;
        _skip = 0;
        return _left == Always || Interlocked.Decrement(ref _left) >= 0;
    }
}
