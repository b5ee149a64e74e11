using MimeKit;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Encrypted ways to a real mail server with a certificate of the bank's own, and what is said where they fail.</summary>
public sealed class MailSecurityTests : IDisposable
{
    private const string Login = "gate:a long password";
    private readonly TestAuthority authority = new();

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task a_letter_goes_encrypted_and_after_a_login_over_one_kept_connection(MailSecurity security)
    {
        await using var server = await Server(security, authority.Certificate());
        using var postman = new Postman(Options(server, security), new());

        await postman.Send(Letter(), TestContext.Current.CancellationToken);
        await postman.Send(Letter(), TestContext.Current.CancellationToken);

        var letters = (await server.Get("/messages")).EnumerateArray().ToList();
        letters.Should().HaveCount(2).And.OnlyContain(l => l.GetProperty("secure").GetBoolean() && l.Text("user") == "gate");
        letters.Select(l => l.Text("session")).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task a_wrong_password_is_said_to_be_one()
    {
        await using var server = await Server(MailSecurity.StartTls, authority.Certificate());
        var options = Options(server, MailSecurity.StartTls);
        options.Password = "another";
        await Fails(options, "The mail server does not accept Mail:User with Mail:Password: *wrong name or password*");
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task a_certificate_that_nobody_vouches_for_is_not_believed(MailSecurity security)
    {
        await using var server = await Server(security, authority.Certificate());
        var options = Options(server, security);
        options.Authority = "";
        await Fails(options, "The mail server's certificate is not to be trusted.*");

        using var other = new TestAuthority();
        options.Authority = other.PemFile;
        await Fails(options, "The mail server's certificate is not to be trusted.*");
        (await server.Get("/messages")).EnumerateArray().Should().BeEmpty();
    }

    [Fact]
    public async Task the_certificate_of_another_host_is_not_believed()
    {
        await using var server = await Server(MailSecurity.StartTls, authority.Certificate("mail.elsewhere.example"));
        await Fails(Options(server, MailSecurity.StartTls), "The mail server's certificate is not to be trusted.*");
    }

    [Fact]
    public async Task without_encryption_nothing_is_sent_where_it_was_asked_for()
    {
        await using var server = await NodeProgram.Mail();
        await Fails(Options(server, MailSecurity.StartTls), "*STARTTLS*");
        (await server.Get("/messages")).EnumerateArray().Should().BeEmpty();
    }

    private static Task<NodeProgram> Server(MailSecurity security, (string, string)[] certificate) =>
        NodeProgram.Mail([.. certificate, ("LOGIN", Login), ("IMPLICIT_TLS", security == MailSecurity.Tls ? "1" : "")]);

    private MailOptions Options(NodeProgram server, MailSecurity security) => new()
    {
        Host = "127.0.0.1", Port = server.Ports[0], Security = security, User = Login.Split(':')[0], Password = Login.Split(':')[1], From = "gate@bank.example", Authority = authority.PemFile,
    };

    private static MimeMessage Letter() => new([MailboxAddress.Parse("gate@bank.example")], [MailboxAddress.Parse("office@bank.example")], "Subject", new TextPart("plain") { Text = "Text." });

    /// <summary>What ends up as the reason of a dead letter.</summary>
    private static async Task Fails(MailOptions options, string reason)
    {
        using var postman = new Postman(options, new());
        using var stubbornness = new Stubbornness(new() { Retries = 0 }, TimeProvider.System);
        var sending = () => stubbornness.Try(DeliveryKey.Mail, token => postman.Send(Letter(), token), TestContext.Current.CancellationToken);
        (await sending.Should().ThrowAsync<DeliveryFailedException>()).WithMessage(reason).Which.Message.Should().NotContain("\n");
    }
}
