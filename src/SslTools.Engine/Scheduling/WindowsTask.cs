using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using SslTools.Engine.Infrastructure;

namespace SslTools.Engine.Scheduling;

/// <summary>The definition of a task for the Task Scheduler ([MS-TSCH] section 2.5).</summary>
internal sealed record WindowsTask(string Account, string Program, string Arguments, string Description, RenewalSchedule Schedule)
{
    private const string System = "SYSTEM";
    private const string SystemSid = "S-1-5-18";

    private static readonly XNamespace Ns = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <summary>The definition of a task.</summary>
    public static WindowsTask For(RenewalTaskSpec task) => new(
        task.Account, task.Command.Program, string.Join(" ", task.Command.Arguments.Select(CommandLine.Quote)),
        $"Renews the certificates of {task.StorePath}", task.Schedule);

    /// <summary>Reads a definition.</summary>
    public static WindowsTask Read(string xml)
    {
        // The declaration names an encoding that the text has no more.
        var root = XDocument.Parse(xml.Substring(xml.IndexOf("<Task", StringComparison.Ordinal))).Root!;
        var triggers = root.Descendants(Ns + "CalendarTrigger").ToList();
        var times = triggers.Select(trigger => DateTime.Parse(trigger.Element(Ns + "StartBoundary")!.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).TimeOfDay);
        var delay = triggers.Select(trigger => trigger.Element(Ns + "RandomDelay")?.Value).FirstOrDefault();
        var user = Value(root, "UserId");
        return new WindowsTask(
            user == SystemSid ? System : user, Value(root, "Command"), Value(root, "Arguments"), Value(root, "Description"),
            new RenewalSchedule(times, delay is null ? TimeSpan.Zero : XmlConvert.ToTimeSpan(delay)));
    }

    /// <summary>Whether it runs the same at the same times. Windows writes accounts in its own way.</summary>
    public bool RunsAs(WindowsTask other) =>
        (Program, Arguments, Schedule.RandomDelay) == (other.Program, other.Arguments, other.Schedule.RandomDelay)
        && (Account == System) == (other.Account == System) && Schedule.Times.SequenceEqual(other.Schedule.Times);

    /// <summary>The definition as XML.</summary>
    public string ToXml() => "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + new XElement(
        Ns + "Task",
        new XAttribute("version", "1.2"),
        new XElement(Ns + "RegistrationInfo", new XElement(Ns + "Description", Description)),
        new XElement(Ns + "Triggers", Schedule.Times.Select(Trigger)),
        new XElement(Ns + "Principals", Principal()),
        new XElement(Ns + "Settings", Settings()),
        new XElement(
            Ns + "Actions",
            new XAttribute("Context", "Author"),
            new XElement(Ns + "Exec", new XElement(Ns + "Command", Program), new XElement(Ns + "Arguments", Arguments)))) + "\n";

    private static string Value(XElement root, string name) => root.Descendants(Ns + name).FirstOrDefault()?.Value ?? "";

    // Only the time of day of the boundary counts; a day long ago makes the text the same each time.
    private XElement Trigger(TimeSpan time) => new(
        Ns + "CalendarTrigger",
        new XElement(Ns + "StartBoundary", $"2020-01-01T{RenewalSchedule.Text(time)}:00"),
        Schedule.RandomDelay == TimeSpan.Zero ? null : new XElement(Ns + "RandomDelay", XmlConvert.ToString(Schedule.RandomDelay)),
        new XElement(Ns + "ScheduleByDay", new XElement(Ns + "DaysInterval", 1)));

    // Only while it is logged on can an account without administrator's rights run a task and keep its password to itself.
    private XElement Principal() => new(
        Ns + "Principal",
        new XAttribute("id", "Author"),
        new XElement(Ns + "UserId", Account == System ? SystemSid : Account),
        Account == System ? null : new XElement(Ns + "LogonType", "InteractiveToken"),
        new XElement(Ns + "RunLevel", Account == System ? "HighestAvailable" : "LeastPrivilege"));

    private static IEnumerable<XElement> Settings() => new (string Name, string Value)[]
    {
        ("MultipleInstancesPolicy", "IgnoreNew"), ("DisallowStartIfOnBatteries", "false"), ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"), ("RunOnlyIfNetworkAvailable", "true"), ("ExecutionTimeLimit", "PT6H"),
    }.Select(setting => new XElement(Ns + setting.Name, setting.Value));
}
