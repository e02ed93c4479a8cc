package dev.waymark.gateway.dispatch;

import static dev.waymark.gateway.partners.TestCertificates.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.channels.email.EmailChannel;
import dev.waymark.channels.email.EmailSettings;
import dev.waymark.channels.email.EmailSettings.StartTls;
import dev.waymark.channels.email.MailAddress;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.model.NotificationId;
import dev.waymark.gateway.outbox.OperatorAlert;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.partners.MailCertificates;
import dev.waymark.gateway.pg.PgDatabase;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.rendering.RenderedMail;
import dev.waymark.gateway.smime.NotProtected;
import dev.waymark.gateway.smime.ProtectMail;
import dev.waymark.gateway.smime.SigningCertificate;
import dev.waymark.gateway.smime.SmimeFormat;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecureMailTest {

    private static final MailAddress FROM = MailAddress.parse("waymark@example.com");
    private static final MailAddress ANA = MailAddress.parse("ana@example.org");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vertx vertx = Vertx.vertx();
    private final ManualClocks clocks = new ManualClocks();
    private final PgDatabase database = TestDatabase.freshPg(vertx);
    private final PgOperatorAlerts alerts = new PgOperatorAlerts(clocks);
    private final EmailChannel nowhere =
            new EmailChannel(vertx, EmailSettings.of("127.0.0.1", 9, FROM, StartTls.OFF), clocks::steady);

    @AfterEach
    void close() throws Exception {
        await(nowhere.close());
        await(database.close());
        await(vertx.close());
    }

    @Test
    void an_own_key_that_does_not_sign_is_told_to_operators_once_whoever_was_to_read() throws Exception {
        SecureMail mail = new SecureMail(vertx, thatCannotSign(), nowhere, clocks, database, alerts);
        String pem = certificate().naming(ANA.address()).pem();
        MailReader.Encrypted reader = new MailReader.Encrypted(
                MailCertificates.usable(pem, ANA.address(), clocks.steady()), SmimeFormat.CBC, "f1");

        for (int n = 1; n <= 2; n++) {
            Future<?> sent = mail.send(
                    new NotificationId(new UUID(1, n)),
                    "case/person/" + n,
                    ANA,
                    new RenderedMail("News", "What happened.", "en"),
                    reader,
                    Map.of());
            assertThatThrownBy(() -> await(sent)).hasCauseInstanceOf(NotProtected.class);
        }

        assertThat(await(alerts.newest(database.client(), 10)))
                .extracting(PgOperatorAlerts.Raised::alert)
                .extracting(OperatorAlert::kind, OperatorAlert::about, OperatorAlert::code)
                .containsExactly(tuple("mail-key-unusable", "email", "not-signed"));
    }

    /** A good key, and a provider that has none of the algorithms. */
    private ProtectMail thatCannotSign() {
        SigningCertificate own = SigningCertificate.selfSigned(
                FROM.address(), clocks.steady(), CryptoProviders.bouncyCastle().provider(), RANDOM);
        return new ProtectMail(own, new Provider("none", "1", "has nothing") {}, RANDOM);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
