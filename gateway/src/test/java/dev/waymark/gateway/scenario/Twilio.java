package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.Secret;
import dev.waymark.channels.sms.TwilioSignature;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Twilio: what it was sent, and what it calls. */
final class Twilio {

    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String INBOUND = "/v1/sms/us/inbound";

    private final TestGateway gateway;
    private int sids;

    Twilio(TestGateway gateway) {
        this.gateway = gateway;
        gateway.provider.answers(one -> new FarSide.Reply(201, "{\"sid\":\"SM" + ++sids + "\",\"status\":\"queued\"}"));
    }

    /** A gateway whose program texts through Twilio, beside a generic default; more keys of the provider, after a comma. */
    static Setup setup(String more) {
        return new Setup(
                ", us: {kind: twilio, url: \"PROVIDER\", accountSid: " + ACCOUNT + ", authToken: \"" + TOKEN
                        + "\", from: \"+12025550100\"" + more + "}",
                ", sms: us");
    }

    /** The forms that it was sent, of texts to this number. */
    List<Map<String, String>> texts(String number) {
        return gateway.provider.received().stream()
                .peek(one -> assertThat(one.path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json"))
                .map(one -> form(one.body().toString()))
                .filter(form -> number.equals(form.get("To")))
                .toList();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        new QueryStringDecoder(body, false).parameters().forEach((name, values) -> form.put(name, values.get(0)));
        return form;
    }

    /** Hands over a text. */
    Answer textsIn(String sid, String number, String text, String... more) {
        Map<String, String> form = new TreeMap<>(
                Map.of("MessageSid", sid, "AccountSid", ACCOUNT, "From", number, "To", "+12025550100", "Body", text));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return calls(INBOUND, form);
    }

    /** Tells of a text's status, at the address that came with it. */
    Answer tells(Map<String, String> text, String sid, String status, String... more) {
        Map<String, String> form =
                new TreeMap<>(Map.of("MessageSid", sid, "AccountSid", ACCOUNT, "MessageStatus", status));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        String callback = Optional.ofNullable(text.get("StatusCallback")).orElseThrow();
        assertThat(callback).startsWith(TestGateway.PUBLIC);
        return calls(callback.substring(TestGateway.PUBLIC.length()), form);
    }

    Answer calls(String target, Map<String, String> form) {
        return calls(target, form, signature(TestGateway.PUBLIC + target, form));
    }

    static String signature(String address, Map<String, String> form) {
        Map<String, List<String>> lists = new HashMap<>();
        form.forEach((name, value) -> lists.put(name, List.of(value)));
        return TwilioSignature.of(new Secret(TOKEN), address, lists);
    }

    Answer calls(String target, Map<String, String> form, String signature) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        if (!signature.isEmpty()) {
            headers.put("X-Twilio-Signature", signature);
        }
        return gateway.call(HttpMethod.POST, target, headers, Optional.of(Buffer.buffer(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static URI callback(Map<String, String> text) {
        return URI.create(Optional.ofNullable(text.get("StatusCallback")).orElseThrow());
    }

    /** What the answer says to the sender. */
    static Optional<String> reply(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/xml");
        String xml = answer.body();
        assertThat(xml).startsWith("<?xml").contains("<Response>").endsWith("</Response>");
        int start = xml.indexOf("<Message>");
        return start < 0
                ? Optional.empty()
                : Optional.of(xml.substring(start + "<Message>".length(), xml.indexOf("</Message>")));
    }
}
