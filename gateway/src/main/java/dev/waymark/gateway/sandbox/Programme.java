package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.sandbox.Story.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is played once the present is reached: the rest of the story, then new cases, without end. Belongs to one thread. */
final class Programme {

    private static final int NEW_CASES = 6;
    private static final Duration SPREAD = Duration.ofDays(4);

    private final Deque<Scene> scenes;
    private final long seed;
    private int next;

    /** @param next the number of the first case that nobody enrolled yet */
    Programme(List<Scene> scenes, long seed, int next) {
        this.scenes = new ArrayDeque<>(scenes);
        this.seed = seed;
        this.next = next;
    }

    Scene next() {
        if (scenes.isEmpty()) {
            scenes.addAll(Story.of(seed, Instant.EPOCH, SPREAD, next, NEW_CASES));
            next += NEW_CASES;
        }
        return scenes.remove();
    }
}
