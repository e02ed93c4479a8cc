package dev.waymark.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.gateway.http.Fields;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an event says beyond who, what and when: the members of {@code data}, and extension attributes. */
record EventContent(
        Optional<String> note,
        Optional<String> reason,
        Map<String, String> attributes,
        Map<String, JsonNode> extensions) {

    /** Protocol, section 3. */
    private static final int MAX_NOTE = 2_000;

    private static final int MAX_ATTRIBUTES = 16 * 1024;

    private static final Pattern REASON = Pattern.compile("[a-z0-9-]{1,64}");

    /** CloudEvents 1.0, naming conventions. */
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,64}");

    /** Of extensions there is no word in the protocol; what holds for attributes is plenty. */
    private static final int MAX_EXTENSIONS = MAX_ATTRIBUTES;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Asks for what is left of an event; every fault goes to {@code event}. */
    static EventContent read(Fields event) {
        Optional<Fields> data = event.object("data");
        Map<String, String> attributes =
                data.map(members -> members.map("attributes")).orElse(Map.of());
        int size = attributes.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
        if (size > MAX_ATTRIBUTES) {
            event.fault("/data/attributes", "must have at most 16 KiB in all");
        }
        return new EventContent(
                data.flatMap(members -> members.text("note").max(MAX_NOTE).optional()),
                data.flatMap(members -> members.text("reason").form(REASON).optional()),
                attributes,
                extensions(event));
    }

    private static Map<String, JsonNode> extensions(Fields event) {
        Map<String, JsonNode> extensions = event.rest();
        int size = 0;
        for (var extension : extensions.entrySet()) {
            JsonNode value = extension.getValue();
            if (!EXTENSION.matcher(extension.getKey()).matches()) {
                event.fault(event.at(extension.getKey()), "is not known here, nor the name of an extension attribute");
            } else if (value.isContainerNode()) {
                event.fault(event.at(extension.getKey()), "must be a text, a number, true or false");
            }
            size += bytes(extension.getKey()) + bytes(value.asText());
        }
        if (size > MAX_EXTENSIONS) {
            event.fault("", "extension attributes must have at most 16 KiB in all");
        }
        return extensions;
    }

    /** The part that is personal, as {@code {"note","attributes","extensions"}}; empty where nothing of it was given. */
    Optional<Buffer> toSeal() {
        ObjectNode content = JSON.createObjectNode();
        note.ifPresent(text -> content.put("note", text));
        if (!attributes.isEmpty()) {
            ObjectNode members = content.putObject("attributes");
            new TreeMap<>(attributes).forEach(members::put);
        }
        if (!extensions.isEmpty()) {
            content.putObject("extensions").setAll(extensions);
        }
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Buffer.buffer(JSON.writeValueAsBytes(content)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", impossible);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Prints nothing of what was written. */
    @Override
    public String toString() {
        return "EventContent[redacted]";
    }
}
