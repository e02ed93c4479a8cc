package dev.waymark.gateway.intake;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One entry of a body, and what becomes of it.
 *
 * @param name by what it is named in the answer
 * @param event empty where it cannot be read; then {@code taken} says why
 * @param taken empty as long as it is not taken
 */
record PostedEvent(JsonObject name, Optional<Event> event, Optional<Taken> taken) {

    static PostedEvent of(Event event) {
        return new PostedEvent(EventAnswers.name(event.id()), Optional.of(event), Optional.empty());
    }

    static PostedEvent refused(JsonObject name, Problem problem) {
        return new PostedEvent(name, Optional.empty(), Optional.of(Taken.refused(problem)));
    }

    /** All entries, those that could be read taken, in their order. */
    static Future<List<PostedEvent>> take(List<PostedEvent> entries, Intake intake) {
        List<Event> events =
                entries.stream().flatMap(entry -> entry.event.stream()).toList();
        return intake.take(events).map(answers -> {
            Iterator<Taken> next = answers.iterator();
            List<PostedEvent> taken = new ArrayList<>(entries.size());
            for (PostedEvent entry : entries) {
                taken.add(
                        entry.event.isPresent()
                                ? new PostedEvent(entry.name, entry.event, Optional.of(next.next()))
                                : entry);
            }
            return taken;
        });
    }

    /** What is said of it, once it is taken. */
    <T> T fold(Function<Taken.Kept, T> kept, Function<Problem, T> refused) {
        return taken.orElseThrow().fold(kept, refused);
    }
}
