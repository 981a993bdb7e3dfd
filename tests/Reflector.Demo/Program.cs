using System.CommandLine;
using Reflector.Demo;

var server = new Option<Uri?>("--server")
{
    Description = "Where Reflector is, to be told by webhooks",
    CustomParser = result => new Uri(result.Tokens.Single().Value),
};
var whereby = new Option<int>("--whereby-port") { Description = "Port of the stand-in for Whereby; 0 for a free one" };
var daily = new Option<int>("--daily-port") { Description = "Port of the stand-in for Daily; 0 for a free one" };
var parent = new Option<int?>("--parent") { Description = "Process with which this one ends" };
var root = new RootCommand("Stands in for Whereby and Daily, so that rooms can be tried without an account.")
{
    server,
    whereby,
    daily,
    parent,
};
root.SetAction(
    (arguments, cancellationToken) =>
        StandIns.RunAsync(
            arguments.GetValue(server),
            arguments.GetValue(whereby),
            arguments.GetValue(daily),
            arguments.GetValue(parent),
            cancellationToken
        )
);
return await root.Parse(args).InvokeAsync();
