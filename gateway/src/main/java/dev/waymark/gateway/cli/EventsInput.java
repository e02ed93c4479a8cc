package dev.waymark.gateway.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads events from files: one, an array, or one after the other (JSON lines). Their content is the gateway's to judge. */
final class EventsInput {

    /** Numbers stay as they were written; a member named twice cannot be kept, so it is refused here. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventsInput() {}

    /** The events of all files, in order; {@code -} is standard input. */
    static List<ObjectNode> read(List<String> files, InputStream input) {
        List<ObjectNode> events = new ArrayList<>();
        for (String file : files) {
            if (file.equals("-")) {
                readInto(events, "standard input", input);
            } else {
                try (InputStream in = Files.newInputStream(Path.of(file))) {
                    readInto(events, file, in);
                } catch (NoSuchFileException e) {
                    throw CommandFailed.misused(file + ": there is no such file");
                } catch (IOException e) {
                    throw CommandFailed.misused(file + ": cannot be read: " + e);
                }
            }
        }
        return events;
    }

    private static void readInto(List<ObjectNode> events, String name, InputStream in) {
        try (JsonParser parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                JsonNode value = JSON.readTree(parser);
                if (value.isArray()) {
                    value.forEach(element -> events.add(event(element, name, line)));
                } else {
                    events.add(event(value, name, line));
                }
            }
        } catch (JsonProcessingException e) {
            throw CommandFailed.misused(
                    name + ":" + e.getLocation().getLineNr() + ": is not JSON: " + Words.clean(e.getOriginalMessage()));
        } catch (IOException e) {
            throw CommandFailed.misused(name + ": cannot be read: " + e);
        }
    }

    private static ObjectNode event(JsonNode value, String name, int line) {
        if (value instanceof ObjectNode event) {
            return event;
        }
        throw CommandFailed.misused(name + ":" + line + ": must be an event (a JSON object), or an array of them");
    }
}
