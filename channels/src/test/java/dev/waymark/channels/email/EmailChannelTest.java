package dev.waymark.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.ChannelContract;
import dev.waymark.channels.FarSide;
import dev.waymark.channels.FarSide.Manner;
import dev.waymark.channels.Secret;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.email.EmailSettings.StartTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmailChannelTest implements ChannelContract<MailEnvelope> {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T15:04:05Z"));
    private static final MailAddress FROM = MailAddress.parse("Care Team <care@example.org>");
    private static final SelfSignedCertificate LOCALHOST = SelfSignedCertificate.create("localhost");
    private static final SelfSignedCertificate OTHER = SelfSignedCertificate.create("other.example");

    @Override
    public FarSide farSide(Vertx vertx, Manner manner) {
        return SmtpFarSide.of(vertx, manner);
    }

    @Override
    public EmailChannel channel(Vertx vertx, int port, Duration timeout) {
        EmailSettings settings =
                EmailSettings.of("127.0.0.1", port, FROM, StartTls.OFF).withTimeouts(Duration.ofSeconds(20), timeout);
        return new EmailChannel(vertx, settings, CLOCK);
    }

    @Override
    public MailEnvelope envelope(String id, int port) {
        return mail(id, "Care Team: there is news", "Hello,\nthere is news.\n");
    }

    private static MailEnvelope mail(String id, String subject, String text) {
        return new MailEnvelope(id, MailAddress.parse("ana@example.org"), subject, text, Optional.empty(), Map.of());
    }

    @Test
    void codes_are_the_relays_own(Vertx vertx) {
        assertThat(outcome(vertx, Manner.REFUSES))
                .isEqualTo(new SendOutcome.Refused(
                        "smtp-550", true, Optional.of("550-5.1.1 there is\n550 5.1.1 no such mailbox")));
        assertThat(outcome(vertx, Manner.PUTS_OFF))
                .isEqualTo(
                        new SendOutcome.Deferred("smtp-451", true, Optional.empty(), Optional.of("451 4.7.1 later")));
        assertThat(outcome(vertx, Manner.TAKES)).isEqualTo(new SendOutcome.Accepted("smtp-250", Optional.empty()));
    }

    @Test
    void a_relay_without_starttls_gets_nothing_where_it_is_required(Vertx vertx) {
        SmtpFarSide far = SmtpFarSide.of(vertx, Manner.TAKES);

        SendOutcome outcome = send(vertx, EmailSettings.of("localhost", far.port(), FROM, StartTls.REQUIRED));

        assertThat(outcome)
                .isEqualTo(new SendOutcome.Deferred("smtp-no-starttls", true, Optional.empty(), Optional.empty()));
        assertThat(far.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void under_starttls_the_relays_name_is_checked(Vertx vertx) {
        SmtpFarSide ours = new SmtpFarSide(vertx, Manner.TAKES, "", LOCALHOST);
        SmtpFarSide other = new SmtpFarSide(vertx, Manner.TAKES, "", OTHER);
        EmailSettings toOurs = EmailSettings.of("localhost", ours.port(), FROM, StartTls.REQUIRED);
        EmailSettings toOther = EmailSettings.of("localhost", other.port(), FROM, StartTls.REQUIRED);

        assertThat(send(vertx, toOurs.withTrust(LOCALHOST.trustOptions()))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(send(vertx, toOther.withTrust(OTHER.trustOptions())).code()).isEqualTo("tls");
        assertThat(send(vertx, toOurs).code()).isEqualTo("tls");
        assertThat(other.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void two_channels_to_one_relay_both_check_its_name(Vertx vertx) {
        SmtpFarSide other = new SmtpFarSide(vertx, Manner.TAKES, "", OTHER);
        EmailSettings settings = EmailSettings.of("localhost", other.port(), FROM, StartTls.REQUIRED)
                .withTrust(OTHER.trustOptions());

        assertThat(send(vertx, settings).code()).isEqualTo("tls");
        assertThat(send(vertx, settings).code()).isEqualTo("tls");
        assertThat(other.mails()).isEmpty();
    }

    @Test
    void optional_starttls_is_taken_where_it_is_offered(Vertx vertx) {
        SmtpFarSide far = new SmtpFarSide(vertx, Manner.TAKES, "", OTHER);

        SendOutcome outcome = send(vertx, EmailSettings.of("localhost", far.port(), FROM, StartTls.OPTIONAL));

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(far.commands()).contains("STARTTLS");
    }

    @Test
    void a_login_is_used_where_it_is_given(Vertx vertx) {
        SmtpFarSide far = new SmtpFarSide(vertx, Manner.TAKES, "250-AUTH PLAIN\r\n", LOCALHOST);
        EmailSettings settings = EmailSettings.of("localhost", far.port(), FROM, StartTls.REQUIRED)
                .withTrust(LOCALHOST.trustOptions());

        assertThat(send(vertx, settings.withLogin("care", new Secret("sesame"))))
                .isInstanceOf(SendOutcome.Accepted.class);
        SendOutcome wrong = send(vertx, settings.withLogin("care", new Secret("open")));
        assertThat(wrong.code()).isEqualTo("smtp-535");
        assertThat(wrong).as("says nothing of the message, which stays due").isInstanceOf(SendOutcome.Deferred.class);
    }

    @Test
    void a_login_without_a_way_to_log_in_is_deferred(Vertx vertx) {
        SmtpFarSide far = SmtpFarSide.of(vertx, Manner.TAKES);

        SendOutcome outcome = send(
                vertx,
                EmailSettings.of("localhost", far.port(), FROM, StartTls.OFF).withLogin("care", new Secret("sesame")));

        assertThat(outcome.code()).isEqualTo("smtp-no-login");
        assertThat(far.mails()).isEmpty();
    }

    @Test
    void a_mail_beyond_what_the_relay_takes_is_refused(Vertx vertx) {
        SmtpFarSide far = new SmtpFarSide(vertx, Manner.TAKES, "250-SIZE 2000\r\n", null);

        SendOutcome outcome =
                Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(mail("n-1", "News", "x".repeat(3000))));

        assertThat(outcome.code()).isEqualTo("smtp-too-large");
        assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
    }

    @Test
    void what_waited_too_long_behind_others_is_never_sent(Vertx vertx) {
        SmtpFarSide far = SmtpFarSide.of(vertx, Manner.KEEPS_SILENT);
        EmailSettings narrow = new EmailSettings(
                "127.0.0.1",
                far.port(),
                FROM,
                StartTls.OFF,
                Optional.empty(),
                Optional.empty(),
                1,
                2,
                Duration.ofMillis(2500),
                Duration.ofMillis(2000),
                Optional.empty());
        EmailChannel channel = new EmailChannel(vertx, narrow, CLOCK);

        List<Future<SendOutcome>> sent = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            sent.add(channel.send(envelope("n-" + n, far.port())));
        }
        Wait.on(Future.join(sent));
        Wait.on(vertx.timer(3500));

        assertThat(sent.stream().map(one -> one.result().code()))
                .containsExactly("time-out", "time-out", "time-out", "busy");
        assertThat(far.seen()).containsExactly("n-0");
    }

    @Test
    void a_connection_that_went_stale_costs_no_mail(Vertx vertx) {
        SmtpFarSide far = SmtpFarSide.of(vertx, Manner.TAKES);
        EmailSettings impatient = EmailSettings.of("127.0.0.1", far.port(), FROM, StartTls.OFF)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(20));
        EmailChannel channel = new EmailChannel(vertx, impatient, CLOCK);

        Wait.on(channel.send(envelope("n-1", far.port())));
        Wait.on(vertx.timer(3000));

        assertThat(Wait.on(channel.send(envelope("n-2", far.port())))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(far.seen()).containsExactly("n-1", "n-2");
    }

    @Test
    void without_tls_only_this_machine_is_written_to() {
        assertThatThrownBy(() -> EmailSettings.of("relay.example", 25, FROM, StartTls.OFF))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmailSettings.of("relay.example", 587, FROM, StartTls.OPTIONAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(EmailSettings.of("relay.example", 465, FROM, StartTls.OFF).tlsFirst())
                .isTrue();
    }

    private SendOutcome outcome(Vertx vertx, Manner manner) {
        SmtpFarSide far = SmtpFarSide.of(vertx, manner);
        return Wait.on(channel(vertx, far.port(), Duration.ofSeconds(10)).send(envelope("n-1", far.port())));
    }

    private SendOutcome send(Vertx vertx, EmailSettings settings) {
        return Wait.on(new EmailChannel(vertx, settings, CLOCK).send(envelope("n-1", 0)));
    }
}
