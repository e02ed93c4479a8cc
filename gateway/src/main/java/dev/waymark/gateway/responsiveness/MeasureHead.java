package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.cases.Program.Target;
import dev.waymark.gateway.http.Times;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the rows of an answer: how they were asked for, so that the same can be asked again.
 *
 * @param target what the programs in question are held to; empty where they differ, or there is none
 */
record MeasureHead(MeasureQuery query, Optional<Target> target) {

    JsonObject json() {
        return new JsonObject()
                .put("asOf", Times.write(query.asOf()))
                .put("within", query.within().toString())
                .put("clock", query.clock().word())
                .put("groupBy", query.groupBy().word())
                .put("target", target.map(MeasureHead::json).orElse(null));
    }

    private static @Nullable JsonObject json(Target target) {
        return new JsonObject().put("within", target.within().toString()).put("rate", target.rate());
    }
}
