using System;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace SslTools.Engine.Scheduling;

/// <summary>The property list of a task (launchd.plist(5)).</summary>
internal static class LaunchdList
{
    private const string Prologue = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        """;

    /// <summary>Writes it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="system">Whether it is a daemon, which names its account.</param>
    public static string Write(RenewalTaskSpec task, bool system)
    {
        var list = new XElement(
            "dict",
            Entry("Label", new XElement("string", task.Name)),
            system ? Entry("UserName", new XElement("string", task.Account)) : null,
            Entry("ProgramArguments", new XElement("array", task.Command.Arguments.Prepend(task.Command.Program).Select(word => new XElement("string", word)))),
            Entry("StartCalendarInterval", new XElement("array", task.Schedule.Times.Select(Interval))),
            Entry("ProcessType", new XElement("string", "Background")),
            Entry("Umask", new XElement("integer", 0x3F)),
            Entry("StandardOutPath", new XElement("string", task.LogPath)),
            Entry("StandardErrorPath", new XElement("string", task.LogPath)));
        return $"{Prologue}\n{new XElement("plist", new XAttribute("version", "1.0"), list).ToString().Replace("\r\n", "\n")}\n";
    }

    /// <summary>Reads it.</summary>
    public static (string? Account, string Command, RenewalSchedule Schedule) Read(string list)
    {
        var entries = XDocument.Parse(list).Root!.Element("dict")!;
        var times = Value(entries, "StartCalendarInterval")?.Elements("dict").Select(dict => new TimeSpan(Number(dict, "Hour"), Number(dict, "Minute"), 0)) ?? [];
        var words = Value(entries, "ProgramArguments")?.Elements().Select(word => word.Value) ?? [];
        return (Value(entries, "UserName")?.Value, string.Join(" ", words), new RenewalSchedule(times));
    }

    private static XElement[] Entry(string key, XElement value) => [new("key", key), value];

    private static XElement Interval(TimeSpan time) => new(
        "dict", Entry("Hour", new XElement("integer", time.Hours)), Entry("Minute", new XElement("integer", time.Minutes)));

    private static XElement? Value(XElement dict, string key) =>
        dict.Elements("key").FirstOrDefault(element => element.Value == key)?.ElementsAfterSelf().FirstOrDefault();

    private static int Number(XElement dict, string key) => int.Parse(Value(dict, key)?.Value ?? "0", CultureInfo.InvariantCulture);
}
