package dev.waymark.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channels.FarSide;
import dev.waymark.channels.SendOutcome;
import dev.waymark.channels.Wait;
import dev.waymark.channels.email.EmailSettings.StartTls;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ReadyPartTest {

    private static final String TYPE = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m";

    @ParameterizedTest
    @ValueSource(ints = {1, 56, 57, 58, 4_000, 100_000})
    void a_ready_body_comes_out_of_the_relay_as_the_bytes_it_was_made_of(int size, Vertx vertx) {
        byte[] der = new byte[size];
        new Random(size).nextBytes(der);
        SmtpFarSide relay = SmtpFarSide.of(vertx, FarSide.Manner.TAKES);
        EmailSettings settings = EmailSettings.of(
                "127.0.0.1", relay.port(), MailAddress.parse("Care Team <care@example.org>"), StartTls.OFF);
        EmailChannel channel = new EmailChannel(vertx, settings, InstantSource.fixed(Instant.EPOCH));

        SendOutcome outcome = Wait.on(channel.send(MailEnvelope.of(
                "n-1",
                MailAddress.parse("ana@example.org"),
                "News",
                new ReadyPart(TYPE, lines(der)),
                Map.of("List-Unsubscribe", "<https://gateway.example/u/abc>"))));

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        String mail = relay.mails().get(0);
        int blank = mail.indexOf("\r\n\r\n");
        List<String> head = Arrays.asList(mail.substring(0, blank).split("\r\n"));
        assertThat(head)
                .contains(
                        "Content-Type: " + TYPE,
                        "Content-Transfer-Encoding: base64",
                        "List-Unsubscribe: <https://gateway.example/u/abc>",
                        "Message-ID: <n-1@example.org>")
                .filteredOn(line -> line.startsWith("Content-"))
                .hasSize(2);
        assertThat(Base64.getMimeDecoder().decode(mail.substring(blank))).isEqualTo(der);
        assertThat(mail.substring(blank).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        Wait.on(channel.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QUJD\r\n", "QUJD\r", "QUJDé", "QUJD QUJD", "QUJD\n.\nRSET\n", "QUJD\0", "-_-_"})
    void what_is_not_base64_in_lines_that_end_in_lf_is_no_ready_part(String lines) {
        assertThatThrownBy(() -> new ReadyPart(TYPE, lines)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_line_of_77_columns_is_no_line_of_a_ready_part() {
        assertThat(new ReadyPart(TYPE, "A".repeat(76) + "\n" + "B".repeat(76)).lines())
                .hasSize(153);
        assertThatThrownBy(() -> new ReadyPart(TYPE, "QUJD\n" + "A".repeat(77)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " text/plain", "text/plain\r\nBcc: eve@example.org", "text/plain\n", "text/plain; é"})
    void a_content_type_is_one_line(String type) {
        assertThatThrownBy(() -> new ReadyPart(type, "QUJD")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_prints_without_its_body() {
        assertThat(new ReadyPart(TYPE, "QUJD")).hasToString("ReadyPart[" + TYPE + "]");
    }

    private static String lines(byte[] der) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(der);
    }
}
