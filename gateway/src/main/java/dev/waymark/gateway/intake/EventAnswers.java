package dev.waymark.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.EventId;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What is said of an event (protocol, section 3). Stateless. */
final class EventAnswers {

    private static final int MAX_SOURCE = 64;

    private EventAnswers() {}

    static int status(Taken.Kept kept) {
        return kept.status() == Taken.Status.DUPLICATE ? 200 : 202;
    }

    static JsonObject kept(PostedEvent posted, Taken.Kept kept) {
        JsonObject answer = new JsonObject()
                .put("event", posted.name())
                .put("milestone", kept.milestone().toString())
                .put("case", posted.event().orElseThrow().subject().toString())
                .put("status", kept.status().name().toLowerCase(Locale.ROOT));
        kept.acceptedAt().ifPresent(at -> answer.put("acceptedAt", Times.write(at)));
        return answer;
    }

    static JsonObject rejected(JsonObject name, Problem problem) {
        return new JsonObject().put("event", name).put("status", "rejected").put("problem", problem.toJson());
    }

    static JsonObject name(EventId id) {
        return new JsonObject().put("source", id.source()).put("id", id.id());
    }

    /** By what its sender named an event that cannot be read; a member that is no name is left out. */
    static JsonObject name(JsonNode event) {
        JsonObject name = new JsonObject();
        String source = event.path("source").asText("");
        if (EventId.isValid(source) && source.length() <= MAX_SOURCE) {
            name.put("source", source);
        }
        JsonNode id = event.path("id");
        if (id.isTextual() && EventId.isValid(id.textValue())) {
            name.put("id", id.textValue());
        }
        return name;
    }
}
