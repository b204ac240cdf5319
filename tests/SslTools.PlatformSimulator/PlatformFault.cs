using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SslTools.Testing.Platforms;

/// <summary>Something that goes wrong with a method (null for any), so many times.</summary>
public sealed class PlatformFault
{
    /// <summary>For as long as the platform runs.</summary>
    public const int Always = int.MaxValue;

    private readonly string? _method;
    private readonly string? _environment;
    private int _left;

    private PlatformFault(string? method, int times, string? environment = null) => (_method, _left, _environment) = (method, times, environment);

    /// <summary>Done before the call has an effect; true when the call is over.</summary>
    internal Func<HttpContext, Task<bool>>? Before { get; private init; }

    /// <summary>Done instead of sending the answer, once the call had its effect.</summary>
    internal Func<HttpContext, JsonObject, Task>? Send { get; private init; }

    /// <summary>The connection breaks before the call has an effect.</summary>
    public static PlatformFault DropBefore(string? method, int times = 1) => Instead(method, times, context => context.Abort());

    /// <summary>The connection breaks after the call had its effect.</summary>
    public static PlatformFault DropAfter(string? method, int times = 1) => new(method, times) { Send = (context, _) => { context.Abort(); return Task.CompletedTask; } };

    /// <summary>No answer ever comes, and the call has no effect.</summary>
    public static PlatformFault HangBefore(string? method, int times = 1) => new(method, times) { Before = async context => { await Hang(context); return true; } };

    /// <summary>No answer ever comes, though the call had its effect.</summary>
    public static PlatformFault HangAfter(string? method, int times = 1) => new(method, times) { Send = (context, _) => Hang(context) };

    /// <summary>An answer of what stands before the API, such as a 502 or a page; the call has no effect.</summary>
    public static PlatformFault Page(string? method, int status, int times = 1, string text = "<html><body>Bad gateway</body></html>") => new(method, times)
    {
        Before = async context => { await Write(context, status, "text/html", text); return true; },
    };

    /// <summary>A page comes, though the call had its effect.</summary>
    public static PlatformFault PageAfter(string? method, int status, int times = 1) => new(method, times)
    {
        Send = (context, _) => Write(context, status, "text/html", "<html><body>Gateway time-out</body></html>"),
    };

    /// <summary>A redirect elsewhere.</summary>
    public static PlatformFault Redirect(string? method, string url, int times = Always) => Instead(method, times, context =>
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = url;
    });

    /// <summary>The answer ends in its middle.</summary>
    public static PlatformFault Truncate(string? method, int times = 1) => new(method, times)
    {
        Send = (context, answer) => Write(context, 200, "application/json", answer.ToJsonString()[..^3]),
    };

    /// <summary>The answer is far too large.</summary>
    public static PlatformFault Oversize(string? method, int bytes, int times = 1) => new(method, times)
    {
        Send = (context, answer) => Write(context, 200, "application/json", answer.ToJsonString() + new string(' ', bytes)),
    };

    /// <summary>Refused, in the words given; those that a session, password or key stands in are the worst.</summary>
    public static PlatformFault Refuse(string? method, int code, string words, int times = 1, string? environment = null) => new(method, times, environment)
    {
        Before = _ => throw new PlatformRefusal(code, words),
    };

    /// <summary>Refused by a script inside: the answer's own result is 0.</summary>
    public static PlatformFault RefuseInside(string? method, int code, string words, int times = 1) => new(method, times)
    {
        Before = async context =>
        {
            var inner = new JsonObject { ["result"] = code, ["error"] = words, ["source"] = "hx-core" };
            await Write(context, 200, "application/json", new JsonObject { ["result"] = 0, ["response"] = inner }.ToJsonString());
            return true;
        },
    };

    /// <summary>Something happens just before the call has its effect.</summary>
    public static PlatformFault Meanwhile(string? method, Action action, int times = 1) => new(method, times)
    {
        Before = _ => { action(); return Task.FromResult(false); },
    };

    internal bool Takes(PlatformCall call) =>
        (_method is null || _method == call.Method) && (_environment is null || _environment == call.Environment)
        && (_left == Always || Interlocked.Decrement(ref _left) >= 0);

    private static PlatformFault Instead(string? method, int times, Action<HttpContext> action) => new(method, times)
    {
        Before = context => { action(context); return Task.FromResult(true); },
    };

    internal static async Task Write(HttpContext context, int status, string type, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    // Until the client gives up.
    private static async Task Hang(HttpContext context)
    {
        var over = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(over.SetResult);
        await over.Task;
    }
}

/// <summary>What goes wrong; the first that fits a call happens to it.</summary>
public sealed class PlatformFaults
{
    private readonly ConcurrentQueue<PlatformFault> _faults = new();

    public void Add(params PlatformFault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    public void Clear() => _faults.Clear();

    internal PlatformFault? Take(PlatformCall call) => _faults.FirstOrDefault(fault => fault.Takes(call));
}
