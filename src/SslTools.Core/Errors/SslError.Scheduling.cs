using System;
using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A scheduler that SslTools does not know.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="known">The ones there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownScheduler(string name, IEnumerable<string> known) => new(
        "UnknownScheduler", SslErrorKind.InvalidArgument,
        $"'{name}' is not a scheduler that SslTools knows.",
        $"Give -Scheduler one of: {string.Join(", ", known)}.", name);

    /// <summary>The scheduler can't be used here.</summary>
    /// <param name="name">The scheduler.</param>
    /// <param name="why">What is in the way.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SchedulerUnavailable(string name, string why) => new(
        "SchedulerUnavailable", SslErrorKind.InvalidOperation,
        $"The scheduler {name} can't be used: {why}.",
        "Leave out -Scheduler to use the one that this machine has, or put that right.", name);

    /// <summary>No scheduler can be used here.</summary>
    /// <param name="why">What is in the way of each.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoScheduler(string why) => new(
        "NoScheduler", SslErrorKind.NotInstalled,
        $"This machine has no scheduler that can be used: {why}.",
        "Install cron (Debian, Ubuntu: apt-get install cron; Red Hat, Fedora: dnf install cronie), or have whatever runs jobs for you run 'Update-SslCertificate' twice a day.");

    /// <summary>A scheduler refused.</summary>
    /// <param name="name">The scheduler.</param>
    /// <param name="why">Its own words.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SchedulerFailed(string name, string why, Exception? inner = null) => new(
        "SchedulerFailed", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.InvalidOperation,
        $"The scheduler {name} failed: {why.Trim().TrimEnd('.')}.",
        "The task is as it was before. Put that right, then run the command again.", name, inner);

    /// <summary>A time that is none of a day.</summary>
    /// <param name="time">As given.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidTimeOfDay(TimeSpan time) => new(
        "InvalidTimeOfDay", SslErrorKind.InvalidArgument,
        $"'{time}' is not a time of the day in hours and minutes.",
        "Give -At times such as 03:17, 15:17.", time);

    /// <summary>The store is another account's.</summary>
    /// <param name="store">The store.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="account">Who asks.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException StoreOfAnother(string store, string owner, string account) => new(
        "StoreOfAnother", SslErrorKind.PermissionDenied,
        $"The store '{store}' belongs to '{owner}'; '{account}' can register no task for that account.",
        $"Run the command as '{owner}'; root can register the tasks of all accounts.", store);

    /// <summary>A path that a scheduler's files can't hold.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnusablePath(string path) => new(
        "UnusablePath", SslErrorKind.InvalidArgument,
        "A path with a line break or another control character can't be part of a task.",
        "Rename that folder.", path);

    /// <summary>A store without a task.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoRenewalTask(string store) => new(
        "NoRenewalTask", SslErrorKind.ObjectNotFound,
        $"No task renews the certificates of the store '{store}'.",
        "Name the store with -StorePath, and run the command as the account that registered the task.", store);
}
