using System.Net.Sockets;
using CommsCredits.Web.Data;

namespace CommsCredits.Web.Jobs;

/// <summary>Why a job failed, as a word: an exception's own text may name people, folders and hosts, and stays in the log.</summary>
public enum JobFault
{
    DiskFull,

    /// <summary>Another process held the database.</summary>
    Busy,
    Storage,
    Network,
    TimedOut,
    Unexpected,
}

/// <summary>Finds the word for an exception.</summary>
public static class JobFaults
{
    public static JobFault Of(Exception fault) => StorageTroubles.Of(fault) switch
    {
        StorageTrouble.Full => JobFault.DiskFull,
        StorageTrouble.Locked => JobFault.Busy,
        not null => JobFault.Storage,
        null => fault switch
        {
            TimeoutException or OperationCanceledException => JobFault.TimedOut,
            HttpRequestException or SocketException => JobFault.Network,
            IOException => JobFault.Storage,
            _ when fault.InnerException is { } inner => Of(inner),
            _ => JobFault.Unexpected,
        },
    };
}
