package dev.waymark.gateway.cases;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the sender of a milestone wrote; sealed as one value. */
public record MilestoneContent(Optional<String> note, Map<String, String> attributes) {

    /** Neither note nor attributes. */
    public static final MilestoneContent NONE = new MilestoneContent(Optional.empty(), Map.of());

    public MilestoneContent {
        attributes = Map.copyOf(attributes);
    }

    /** The form in which it is sealed: {@code {"note","attributes"}}, each where it was given. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        note.ifPresent(text -> json.put("note", text));
        if (!attributes.isEmpty()) {
            JsonObject members = new JsonObject();
            new TreeMap<>(attributes).forEach(members::put);
            json.put("attributes", members);
        }
        return json;
    }

    /** Reads the form in which it is sealed. */
    public static MilestoneContent of(JsonObject json) {
        Map<String, String> attributes = new TreeMap<>();
        JsonObject members = json.getJsonObject("attributes", new JsonObject());
        members.fieldNames().forEach(name -> attributes.put(name, members.getString(name)));
        return new MilestoneContent(Optional.ofNullable(json.getString("note")), attributes);
    }

    /** Prints nothing of what was written. */
    @Override
    public String toString() {
        return "MilestoneContent[redacted]";
    }
}
