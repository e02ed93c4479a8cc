package dev.waymark.gateway.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.model.AlertId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a client says: one JSON object a text frame, read as strictly as a body. */
sealed interface ClientFrame {

    int MAX_NOTE = 2_000;
    int MAX_TYPE = 32;
    String P256 = "P-256";

    Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Comes first. {@code after}: the last cursor seen; empty asks for all that is unacknowledged. {@code key}: asks for
     * everything after {@code ready} to be encrypted.
     */
    record Hello(Optional<Long> after, Optional<EncryptionKey> key) implements ClientFrame {}

    record Ack(AlertId alert, Optional<String> note) implements ClientFrame {
        @Override
        public String toString() {
            return "Ack[" + alert + "]";
        }
    }

    record Ping() implements ClientFrame {}

    /** Throws {@link Problem} with what is wrong; nothing of the frame but the names of members is in it. */
    static ClientFrame read(Buffer text) {
        Fields frame = Fields.of(StrictJson.parse(text), "");
        String type = frame.text("type").max(MAX_TYPE).required();
        ClientFrame read =
                switch (type) {
                    case "hello" -> hello(frame);
                    case "ack" -> ack(frame);
                    case "ping" -> new Ping();
                    default -> throw Problem.invalid("/type", "must be hello, ack or ping");
                };
        frame.orThrow();
        return read;
    }

    private static Hello hello(Fields frame) {
        Optional<JsonNode> after = frame.node("after");
        boolean cursor = after.filter(
                        node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0)
                .isPresent();
        if (!cursor && after.filter(JsonNode::isNull).isEmpty()) {
            frame.fault("/after", "must be a cursor or null");
        }
        Optional<EncryptionKey> key = frame.node("key").flatMap(node -> key(frame, node));
        return new Hello(cursor ? after.map(JsonNode::longValue) : Optional.empty(), key);
    }

    private static Optional<EncryptionKey> key(Fields frame, JsonNode node) {
        if (!node.isObject() || !P256.equals(node.path("crv").asText())) {
            frame.fault("/key", "must be a public JWK: EC, P-256");
            return Optional.empty();
        }
        try {
            return Optional.of(EncryptionKey.parse(new JsonObject(node.toString())));
        } catch (JwkRefused refused) {
            frame.fault("/key", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static ClientFrame ack(Fields frame) {
        Optional<AlertId> alert =
                frame.text("alert").form(UUID_FORM).required(text -> new AlertId(UUID.fromString(text)));
        Optional<String> note = frame.text("note").max(MAX_NOTE).optional();
        frame.orThrow();
        return new Ack(alert.orElseThrow(), note);
    }
}
