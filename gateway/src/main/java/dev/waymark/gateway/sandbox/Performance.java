package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.sandbox.Story.Scene;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays scenes: the partner whose turn it is signs and calls. Thread-safe. */
final class Performance {

    private final Map<PartnerId, PartnerSystem> systems;
    private final AtomicInteger played = new AtomicInteger();

    Performance(Map<PartnerId, PartnerSystem> systems) {
        this.systems = Map.copyOf(systems);
    }

    /** How many were played. */
    int played() {
        return played.get();
    }

    /** @param now when it happens, by business time */
    Future<?> play(Scene scene, Instant now) {
        played.incrementAndGet();
        if (scene instanceof Scene.Reported reported) {
            String id = scene.household().ref().code() + "-" + reported.number();
            return system(reported.sender())
                    .report(PartnerSystem.event(
                            reported.sender(),
                            id,
                            reported.code(),
                            scene.household().ref(),
                            now))
                    .compose(reply -> reply.orFail("POST /v1/milestones"));
        }
        return system(Town.HUB).enrol(scene.household()).compose(reply -> reply.orFail("PUT case"));
    }

    private PartnerSystem system(PartnerId partner) {
        PartnerSystem system = systems.get(partner);
        if (system == null) {
            throw new IllegalArgumentException("nobody here is " + partner);
        }
        return system;
    }
}
