package dev.waymark.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to. Beside the rate it tells what an event cost the gateway, its PostgreSQL and the generator in processor time, which
 * other work on the machine hardly moves. Thread-safe.
 */
final class Summary {

    private record Cpu(Duration gateway, Duration database, Duration generator) {}

    private final Target target;
    private final AtomicReference<@Nullable Cpu> start = new AtomicReference<>();
    private final AtomicReference<@Nullable Cpu> end = new AtomicReference<>();

    Summary(Target target) {
        this.target = target;
    }

    /** The first call counts. */
    void started() {
        mark(start);
    }

    /** The first call counts. */
    void ended() {
        mark(end);
    }

    private void mark(AtomicReference<@Nullable Cpu> moment) {
        if (moment.get() == null) {
            moment.compareAndSet(null, cpu());
        }
    }

    private Cpu cpu() {
        return new Cpu(
                target.own().map(OwnGateway::cpu).orElse(Duration.ZERO),
                target.own().map(OwnGateway::databaseCpu).orElse(Duration.ZERO),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    String text(SignedEvents warmUp, SignedEvents measured) {
        if (measured.taken() == 0) {
            return "No event was measured: there were %,d to warm up".formatted(warmUp.taken());
        }
        double seconds = measured.took().toMillis() / 1000.0;
        return "%,d signed events taken in %.1f s, after %,d to warm up: %,.0f a second; %s"
                .formatted(measured.taken(), seconds, warmUp.taken(), measured.taken() / seconds, cost(measured));
    }

    private String cost(SignedEvents measured) {
        Cpu from = start.get();
        Cpu to = end.get();
        if (from == null || to == null) {
            return "it ended early";
        }
        return "processor time of an event: gateway %,d µs, its PostgreSQL %,d µs, generator %,d µs"
                .formatted(
                        micros(to.gateway().minus(from.gateway()), measured),
                        micros(to.database().minus(from.database()), measured),
                        micros(to.generator().minus(from.generator()), measured));
    }

    private static long micros(Duration spent, SignedEvents measured) {
        return spent.dividedBy(measured.taken()).toNanos() / 1_000;
    }
}
