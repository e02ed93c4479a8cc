package dev.waymark.gateway.sandbox;

import static java.util.Objects.requireNonNull;

import dev.waymark.gateway.pg.DatabaseClocks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The gateway's business time, which the demo alone moves: forward, up to the present. Read from any thread, moved by one. */
final class MovedTime implements Pace.BusinessTime {

    private final Runnable stepped;
    private volatile @Nullable DatabaseClocks clocks;
    private Duration behind = Duration.ZERO;

    /** @param stepped told of each step: what was held may be due now */
    MovedTime(Runnable stepped) {
        this.stepped = stepped;
    }

    /** Moves the clock back by {@code behind}: to be called once, before anything reads it. */
    void begin(DatabaseClocks started, Duration howFarBack) {
        started.moveBusiness(howFarBack.negated());
        behind = howFarBack;
        clocks = started;
    }

    DatabaseClocks clocks() {
        return requireNonNull(clocks, "the gateway has not started");
    }

    @Override
    public Instant now() {
        return clocks().business();
    }

    Instant steady() {
        return clocks().steady();
    }

    @Override
    public void stepTo(Instant moment) {
        Duration step = Duration.between(clocks().business(), moment);
        move(step.compareTo(behind) < 0 ? step : behind);
    }

    /** To the very present: from here on real time. */
    void catchUp() {
        move(behind);
    }

    private void move(Duration step) {
        if (step.isNegative() || step.isZero()) {
            return;
        }
        clocks().moveBusiness(step);
        behind = behind.minus(step);
        stepped.run();
    }
}
