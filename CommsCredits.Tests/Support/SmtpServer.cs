using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CommsCredits.Tests.Support;

/// <summary>A mail as it came over the wire.</summary>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data, bool WasProtected, string? User);

/// <summary>
/// A small mail server on a port of this machine: EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA. It refuses, keeps silent or goes away as a test wishes, at any time.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly List<Task> _sessions = [];
    private CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public SmtpServer() => Start();

    public int Port { get; private set; }

    /// <summary>Null: STARTTLS is not offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Name and password that are let in; null: AUTH is not offered.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>What a command is answered with instead of yes: by its first word, or <c>HELLO</c> for the greeting and <c>.</c> for the end of the mail; by recipient with the address after it.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The command, as in <see cref="Answers"/>, that is never answered.</summary>
    public string? SilentAt { get; set; }

    /// <summary>Takes the mail and hangs up before it says so.</summary>
    public bool HangsUpAfterTheMail { get; set; }
    public IReadOnlyList<ReceivedMail> Received => [.. _received];
    public int Connections { get; private set; }
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>At the same port again.</summary>
    public void Start()
    {
        _stop = new();
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _stop.Token);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener!.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _sessions.Clear();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AcceptAsync(TcpListener listener, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                Connections++;
                _sessions.Add(TalkAsync(client, stop));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped, perhaps between one and the next: then the listener says that it does not listen
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                await new Session(this, client.GetStream(), stop).RunAsync();
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or the server did
            }
        }
    }

    private sealed class Session(SmtpServer server, Stream stream, CancellationToken stop)
    {
        private Stream _stream = stream;
        private string _from = "";
        private List<string> _to = [];
        private string? _user;

        public async Task RunAsync()
        {
            if (!await AnswerAsync("HELLO", "220 test ESMTP")) return;
            while (await ReadAsync() is { } line)
            {
                server.Heard.Enqueue(line);
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                var goesOn = word switch
                {
                    "EHLO" => await AnswerAsync(word, Hello()),
                    "STARTTLS" => await AnswerAsync(word, "220 go on") && await ProtectAsync(),
                    "AUTH" => await SignInAsync(line),
                    "MAIL" => await AnswerAsync(word, "250 ok", () => (_from, _to) = (Address(line), [])),
                    "RCPT" => await AnswerAsync(server.Answers.ContainsKey($"RCPT {Address(line)}") ? $"RCPT {Address(line)}" : word, "250 ok", () => _to.Add(Address(line))),
                    "DATA" => await TakeAsync(),
                    "QUIT" => await AnswerAsync(word, "221 bye") && false,
                    _ => await AnswerAsync(word, "250 ok"),
                };
                if (!goesOn) return;
            }
        }

        private string Hello() => string.Join("\r\n",
            new[] { "250-test", server.Certificate is not null && _stream is not SslStream ? "250-STARTTLS" : null, server.Account is null ? null : "250-AUTH PLAIN", "250 8BITMIME" }.OfType<string>());

        private async Task<bool> ProtectAsync()
        {
            var secure = new SslStream(_stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stop);
            _stream = secure;
            return true;
        }

        private async Task<bool> SignInAsync(string line)
        {
            var said = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[^1])).Split('\0');
            var isRight = server.Account == (said[1], said[2]);
            return await AnswerAsync("AUTH", isRight ? "235 ok" : "535 5.7.8 Wrong name or password", () => _user = isRight ? said[1] : null);
        }

        private async Task<bool> TakeAsync()
        {
            if (!await AnswerAsync("DATA", "354 go on")) return false;
            if (server.Answers.ContainsKey("DATA")) return true;
            var data = new StringBuilder();
            while (await ReadAsync() is { } line && line != ".") data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            return await AnswerAsync(".", "250 taken", () => server._received.Enqueue(new(_from, _to, data.ToString(), _stream is SslStream, _user)));
        }

        /// <summary>False where the talk is over.</summary>
        private async Task<bool> AnswerAsync(string command, string usual, Action? done = null)
        {
            if (server.SilentAt == command) await Task.Delay(Timeout.Infinite, stop);
            var answer = server.Answers.GetValueOrDefault(command, usual);
            if (answer[0] is '2' or '3') done?.Invoke();
            if (command == "." && server.HangsUpAfterTheMail) return false;
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), stop);
            await _stream.FlushAsync(stop);
            return !answer.StartsWith("421", StringComparison.Ordinal);
        }

        private async Task<string?> ReadAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, stop) > 0)
            {
                if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }
            return null;
        }

        private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
    }
}
