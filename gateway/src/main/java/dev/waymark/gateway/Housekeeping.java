package dev.waymark.gateway;

import dev.waymark.gateway.intake.IntakeSettings;
import dev.waymark.gateway.intake.SetAsideParked;
import dev.waymark.gateway.ops.Loop;
import dev.waymark.gateway.outbox.PgOperatorAlerts;
import dev.waymark.gateway.pg.SqlState;
import dev.waymark.gateway.pg.Uptime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done each minute, on every node: one chore after another, each whatever became of the one before. All may run
 * on several nodes at once.
 */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final Duration EACH = Duration.ofMinutes(1);
    private static final int SEEN_AT_ONCE = 1_000;

    /** One of them; true: there is more of it. */
    record Chore(String name, Supplier<Future<Boolean>> work) {}

    private final List<Chore> chores;

    Housekeeping(List<Chore> chores) {
        this.chores = List.copyOf(chores);
    }

    static Housekeeping of(Foundation on, Features features) {
        SetAsideParked setAside = new SetAsideParked(on.database, on.clocks, IntakeSettings.DEFAULTS);
        return new Housekeeping(List.of(
                new Chore("uptime", () -> Uptime.carryOn(on.database.client(), features.run, on.clocks.business())
                        .map(false)),
                new Chore(
                        "four hours' delivery",
                        () -> features.deliverOffered.run().map(false)),
                new Chore("parked events", () -> setAside.run().map(moved -> moved > 0)),
                new Chore("seen requests", () -> features.seenRequests
                        .sweep(on.clocks.steady(), SEEN_AT_ONCE)
                        .map(gone -> gone == SEEN_AT_ONCE)),
                new Chore(
                        "codes of links",
                        () -> features.linkCodes.forget(on.database.client()).map(false)),
                new Chore("text callbacks", () -> features.forgetCallbacks.round(on.database.client())),
                new Chore("operators' alerts", () -> new PgOperatorAlerts(on.clocks)
                        .forgetOld(on.database.client())
                        .map(false)),
                new Chore("keys", () -> features.turnKeys.lookAgain().map(false)),
                new Chore(
                        "cases handed over until now",
                        () -> features.handovers.giveBackDue().map(false)),
                new Chore("snoozes", () -> features.desks.forgetEnded().map(false)),
                new Chore("sessions", () -> features.sessions.forgetEnded().map(false))));
    }

    /** Not started yet. */
    Loop loop(Vertx vertx) {
        return new Loop(vertx, "housekeeping", EACH, this::round);
    }

    Future<Boolean> round() {
        Future<Boolean> chain = Future.succeededFuture(false);
        for (Chore chore : chores) {
            chain = chain.compose(more -> run(chore).map(again -> more || again));
        }
        return chain;
    }

    private static Future<Boolean> run(Chore chore) {
        return Future.<Boolean>future(promise -> chore.work().get().onComplete(promise))
                .recover(failure -> {
                    LOG.warn(
                            "housekeeping: {} failed, next within {}: sqlstate={}",
                            chore.name(),
                            EACH,
                            SqlState.of(failure),
                            failure);
                    return Future.succeededFuture(false);
                });
    }
}
