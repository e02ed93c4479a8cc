package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioTextsTest {

    private static final String OUT = "opt_out where channel = 'sms' and until is null";

    @TempDir
    Path folder;

    @Test
    void a_programs_texts_go_over_its_own_provider_and_their_statuses_go_only_forward() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            Twilio twilio = new Twilio(gateway);
            new People(gateway).hearOfNews();
            Map<String, String> text = twilio.texts(People.PATIENT).get(0);
            assertThat(text.get("Body")).startsWith("Care Team: hay novedades para usted: http://localhost:8080/a/");
            assertThat(text.get("From")).isEqualTo("+12025550100");
            assertThat(Sql.count(gateway, "notification where provider = 'us' and provider_id like 'SM%'"))
                    .isEqualTo(2);

            for (String status : new String[] {"sent", "queued", "sending", "delivered", "undelivered", "sent"}) {
                assertThat(twilio.tells(text, "SM1", status).status()).isEqualTo(200);
            }
            assertThat(Sql.count(gateway, "notification where provider_status = 'delivered'"))
                    .isEqualTo(1);
            assertThat(Sql.count(gateway, "alert where kind = 'delivery-failed'"))
                    .isZero();

            Map<String, String> bySid = Map.of(
                    "MessageSid",
                    Sql.text(
                            gateway,
                            "select provider_id from notification where channel = 'sms'"
                                    + " and provider_status is null and provider_id is not null"),
                    "AccountSid",
                    Twilio.ACCOUNT,
                    "MessageStatus",
                    "failed",
                    "ErrorCode",
                    "30005");
            assertThat(twilio.calls("/v1/sms/us/status", bySid).status()).isEqualTo(200);
            assertThat(twilio.calls("/v1/sms/us/status", bySid).status()).isEqualTo(200);
            assertThat(Sql.count(gateway, "alert where kind = 'delivery-failed'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void replies_are_answered_in_twiml_once_for_each_message_and_for_good() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            Twilio twilio = new Twilio(gateway);
            new People(gateway).hearOfNews();

            Answer first = twilio.textsIn("SM901", People.PATIENT, "¡Alto!");
            assertThat(Twilio.reply(first))
                    .hasValueSatisfying(reply -> assertThat(reply).startsWith("Care Team: ya no le enviaremos"));
            gateway.clocks.advance(java.time.Duration.ofDays(40));
            assertThat(Twilio.reply(twilio.textsIn("SM902", People.PATIENT, "start")))
                    .isPresent();
            assertThat(twilio.textsIn("SM901", People.PATIENT, "¡Alto!").body()).isEqualTo(first.body());
            assertThat(Sql.count(gateway, OUT)).isZero();

            assertThat(Twilio.reply(twilio.textsIn("SM903", People.CAREGIVER, "1 < 2 & more?")))
                    .isPresent();
            assertThat(Twilio.reply(twilio.textsIn("SM904", "+12025550199", "Hello")))
                    .isEmpty();
            assertThat(Sql.count(gateway, "alert where kind = 'reply'")).isEqualTo(1);
        }
    }

    @Test
    void what_twilio_did_not_sign_for_this_address_is_refused_and_leaves_no_trace() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            Twilio twilio = new Twilio(gateway);
            new People(gateway).hearOfNews();
            Map<String, String> stop = new TreeMap<>(
                    Map.of("MessageSid", "SM9", "AccountSid", Twilio.ACCOUNT, "From", People.PATIENT, "Body", "STOP"));
            String genuine = Twilio.signature(TestGateway.PUBLIC + Twilio.INBOUND, stop);
            Map<String, String> changed = new TreeMap<>(stop);
            changed.put("From", People.CAREGIVER);
            Map<String, String> added = new TreeMap<>(stop);
            added.put("OptOutType", "STOP");
            Map<String, String> other = new TreeMap<>(stop);
            other.put("AccountSid", "AC99");

            for (Answer refused : new Answer[] {
                twilio.calls(Twilio.INBOUND, stop, ""),
                twilio.calls(Twilio.INBOUND, stop, "AAAA"),
                twilio.calls(Twilio.INBOUND, changed, genuine),
                twilio.calls(Twilio.INBOUND, added, genuine),
                twilio.calls(Twilio.INBOUND + "?a=b", stop, genuine),
                twilio.calls("/v1/sms/us/status", stop, genuine),
                twilio.calls(
                        Twilio.INBOUND,
                        stop,
                        Twilio.signature("http://127.0.0.1:" + gateway.port() + Twilio.INBOUND, stop)),
                twilio.calls(Twilio.INBOUND, stop, Twilio.signature("https://localhost" + Twilio.INBOUND, stop)),
                twilio.calls(Twilio.INBOUND, other)
            }) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            }
            assertThat(gateway.call(
                                    HttpMethod.POST,
                                    Twilio.INBOUND,
                                    Map.of("Content-Type", "application/json", "X-Twilio-Signature", genuine),
                                    Optional.of(Buffer.buffer("{}")))
                            .status())
                    .isEqualTo(415);
            assertThat(twilio.calls("/v1/sms/main/inbound", stop).status()).isEqualTo(401);
            assertThat(twilio.calls("/v1/sms/eu/inbound", stop).status()).isEqualTo(404);
            assertThat(twilio.calls("/v1/sms/us/status", Map.of("MessageSid", "SM77", "MessageStatus", "sent"))
                            .status())
                    .isEqualTo(404);
            assertThat(twilio.calls(Twilio.INBOUND, Map.of("From", People.PATIENT, "Body", "STOP"))
                            .status())
                    .isEqualTo(422);
            assertThat(Sql.count(gateway, "text_callback")).isZero();
            assertThat(Sql.count(gateway, "opt_out")).isZero();
            assertThat(twilio.calls(Twilio.INBOUND, stop, genuine).status()).isEqualTo(200);
        }
    }

    @Test
    void error_21610_opts_the_number_out_everywhere_and_is_not_tried_again() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(""))) {
            Twilio twilio = new Twilio(gateway);
            gateway.provider.answers(one -> new FarSide.Reply(400, "{\"code\":21610,\"message\":\"unsubscribed\"}"));
            People people = new People(gateway);
            people.hearOfNews();
            assertThat(twilio.texts(People.PATIENT)).hasSize(1);
            assertThat(Sql.count(gateway, OUT)).isEqualTo(2);
            assertThat(Sql.count(gateway, "notification where state = 'left-out' and reason = 'opted-out'"))
                    .isEqualTo(2);

            people.report("evt-2", "prior-auth.approved");
            people.awaitAllOut();
            assertThat(twilio.texts(People.PATIENT)).hasSize(1);
        }
    }

    @Test
    void error_21610_is_an_opt_out_too_where_it_answers_a_code_or_comes_after_one() {
        Setup texts = Twilio.setup("");
        try (TestGateway gateway =
                new TestGateway(folder, new Setup(texts.sms(), texts.program() + ", verify: code"))) {
            Twilio twilio = new Twilio(gateway);
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linksInMail("ana@example.org").get(0);
            assertThat(people.press(link).status()).isEqualTo(200);
            Map<String, String> code = twilio.texts(People.PATIENT).get(1);
            assertThat(code.get("Body")).contains("clave");
            assertThat(Sql.count(gateway, OUT)).isZero();
            assertThat(twilio.tells(code, "SM9", "undelivered", "ErrorCode", "21610")
                            .status())
                    .isEqualTo(200);
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            assertThat(people.press(link).status()).isEqualTo(403);

            twilio.textsIn("SM10", People.PATIENT, "START");
            assertThat(Sql.count(gateway, OUT)).isZero();
            gateway.provider.answers(one -> new FarSide.Reply(400, "{\"code\":21610,\"message\":\"unsubscribed\"}"));
            assertThat(people.press(link).status()).isEqualTo(503);
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            assertThat(people.press(link).status()).isEqualTo(403);
        }
    }

    @Test
    void where_twilio_answers_the_words_itself_nothing_is_added_and_the_opt_out_is_kept() {
        try (TestGateway gateway = new TestGateway(folder, Twilio.setup(", optOut: twilio"))) {
            Twilio twilio = new Twilio(gateway);
            new People(gateway).hearOfNews();

            assertThat(Twilio.reply(twilio.textsIn("SM1", People.PATIENT, "STOP")))
                    .isEmpty();
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            assertThat(Twilio.reply(twilio.textsIn("SM2", People.PATIENT, "START")))
                    .isEmpty();
            assertThat(Sql.count(gateway, OUT)).isZero();
            assertThat(Twilio.reply(twilio.textsIn("SM3", People.PATIENT, "no more!", "OptOutType", "STOP")))
                    .isEmpty();
            assertThat(Sql.count(gateway, OUT)).isEqualTo(1);
            assertThat(Twilio.reply(twilio.textsIn("SM4", People.CAREGIVER, "ayuda")))
                    .isPresent();
            assertThat(Twilio.reply(twilio.textsIn("SM5", People.CAREGIVER, "yes")))
                    .isPresent();
            assertThat(Sql.count(gateway, "alert where kind = 'reply'")).isZero();
        }
    }
}
