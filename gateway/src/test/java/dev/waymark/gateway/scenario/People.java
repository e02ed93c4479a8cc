package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Patients, caregivers and contacts: what came to them, the links they open, the texts they write. */
final class People {

    static final String PATIENT = "+12025550142";
    static final String CAREGIVER = "+12025550143";
    static final String CASE = "orphan-x/C-1001";

    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/[au]/[A-Za-z0-9_-]{22})");

    private final TestGateway gateway;
    private int callbacks;

    People(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** The usual case, on which the payer asks the pharmacy for information, until all that goes out has gone. */
    void hearOfNews() {
        gateway.enrol(CASE);
        report("evt-1", "prior-auth.info-requested");
        awaitAllOut();
    }

    void report(String event, String code) {
        Answer taken = gateway.hub.milestone(
                gateway,
                gateway.hub.event(
                        event,
                        code,
                        CASE,
                        gateway.clocks.business(),
                        new JsonObject().put("note", "Payer asks for chart notes")));
        assertThat(taken.status()).isEqualTo(202);
    }

    void awaitAllOut() {
        await().until(() -> Sql.count(gateway, "fanout_due") == 0 && Sql.count(gateway, "outbox") == 0);
    }

    List<String> texts(String number) {
        return gateway.provider.received().stream()
                .map(FarSide.Received::json)
                .filter(text -> text.getString("to").equals(number))
                .map(text -> text.getString("text"))
                .toList();
    }

    /** The path of the page that the only text to this number leads to. */
    String linkInText(String number) {
        assertThat(texts(number)).hasSize(1);
        return links(texts(number).get(0)).get(0);
    }

    MimeMessage mail(String address) {
        List<MimeMessage> mails = mails(address);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    /** In the order in which they came; those of other addresses may have come in between. */
    private List<MimeMessage> mails(String address) {
        return Arrays.stream(gateway.smtp.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(address))
                .toList();
    }

    /** The path of the page that the newest mail to this address leads to. */
    String newestLinkInMail(String address) {
        List<MimeMessage> mails = mails(address);
        return links(mails.get(mails.size() - 1)).get(0);
    }

    /** The paths of the pages that the only mail to this address leads to. */
    List<String> linksInMail(String address) {
        return links(mail(address));
    }

    static List<String> links(MimeMessage mail) {
        try {
            return links((String) mail.getContent());
        } catch (IOException | MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    Answer open(String path) {
        return gateway.call(HttpMethod.GET, path, Map.of(), Optional.empty());
    }

    /** Presses the button of the page. */
    Answer press(String path) {
        return submit(path, "");
    }

    Answer submit(String path, String form) {
        return gateway.call(
                HttpMethod.POST,
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(Buffer.buffer(form)));
    }

    /** What comes back when this number writes that. */
    Optional<String> write(String number, String text) {
        return reply(textsIn("SM-" + ++callbacks, number, text));
    }

    /** The provider hands over a text, under this webhook-id. */
    Answer textsIn(String callback, String number, String text) {
        return gateway.providerCalls(
                "/v1/sms/main/inbound",
                callback,
                new JsonObject()
                        .put("id", callback)
                        .put("from", number)
                        .put("to", "+12025550100")
                        .put("text", text));
    }

    static Optional<String> reply(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).containsExactly("reply");
        return Optional.ofNullable(answer.json().getString("reply"));
    }

    /** The pharmacy's task, as its inbox shows it. */
    JsonObject task() {
        JsonArray inbox = gateway.pharmacy
                .get(gateway, "/v1/notifications?status=all")
                .json()
                .getJsonArray("notifications");
        return inbox.getJsonObject(0).getJsonObject("task");
    }
}
