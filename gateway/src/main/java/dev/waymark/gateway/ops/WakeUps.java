package dev.waymark.gateway.ops;

import io.vertx.core.Vertx;

/**
 * Tells the loops that something was written for them, over the event bus: on this node, and with a cluster on every
 * node. A wake-up that is lost costs latency only. Thread-safe.
 */
public final class WakeUps {

    /** What was written. */
    public enum Topic {
        FANOUT,
        OUTBOX,
        ALERTS
    }

    private final Vertx vertx;

    public WakeUps(Vertx vertx) {
        this.vertx = vertx;
    }

    /** To be called after the commit. */
    public void wake(Topic topic) {
        vertx.eventBus().publish(address(topic), "");
    }

    public void on(Topic topic, Runnable woken) {
        vertx.eventBus().consumer(address(topic), message -> woken.run());
    }

    private static String address(Topic topic) {
        return "waymark.wake." + topic.name();
    }
}
