using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A wire between a browser and the server that can be cut.</summary>
internal sealed class NetworkLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private long _cutAfter = long.MaxValue;
    private volatile bool _isCut;

    public NetworkLine(string server)
    {
        _server = new(server);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Cuts once the browser has sent this many more bytes.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _cutAfter, bytes);

    /// <summary>Breaks every connection; new ones break too until it is mended.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys)
            Break(socket);
    }

    public void Mend()
    {
        CutAfter(long.MaxValue);
        _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(CarryAsync(await _listener.AcceptSocketAsync(_ended.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(Socket browser)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (browser)
        {
            _open[browser] = _open[server] = 0;
            try
            {
                if (!_isCut)
                {
                    await server.ConnectAsync(_server.Host, _server.Port, _ended.Token);
                    await Task.WhenAny(PumpAsync(browser, server, counted: true), PumpAsync(server, browser, false));
                }
            }
            catch (Exception exception)
                when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Cut while it connected.
            }
            _open.TryRemove(browser, out _);
            _open.TryRemove(server, out _);
            Break(browser);
            Break(server);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool counted)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ended.Token) is > 0 and var length)
            {
                if (counted && Interlocked.Add(ref _cutAfter, -length) <= 0)
                    Cut();
                await to.SendAsync(buffer.AsMemory(0, length), _ended.Token);
            }
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of one direction ends the connection.
        }
    }

    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // Its other end was first.
        }
    }
}
