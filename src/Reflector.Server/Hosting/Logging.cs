namespace Reflector.Server.Hosting;

internal static class Logging
{
    /// <summary>Our own messages from the set level on; those of the libraries only from warnings on, unless we debug.</summary>
    public static ILoggingBuilder AddReflectorLogging(this ILoggingBuilder logging, LogLevel level)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.SetMinimumLevel(level);
        if (level is LogLevel.None or < LogLevel.Information)
            return logging;
        foreach (var library in (string[])["Microsoft", "System", "Npgsql", "Quartz"])
            logging.AddFilter(library, Max(level, LogLevel.Warning));
        // A start that fails reaches us as an exception too; what ends the running server is logged as critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // A failed statement reaches us as an exception; the first migration asks for a table that is not there yet.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.None);
        // Says once more what the job's own runner says.
        logging.AddFilter("Quartz.Core.ErrorLogger", LogLevel.None);
        // Whether SECRET_KEY protects the keys in the database is the administrator's choice (docs/accounts.md).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // Each start finds the node that was stopped before and warns of it; lost work is found without that.
        logging.AddFilter("Quartz.Impl.AdoJobStore", LogLevel.Error);
        return logging;
    }

    private static LogLevel Max(LogLevel left, LogLevel right) => left > right ? left : right;
}
