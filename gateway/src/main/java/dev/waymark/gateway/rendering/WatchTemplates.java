package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.ops.Health;
import dev.waymark.gateway.ops.Loop;
import dev.waymark.gateway.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over templates as they are edited: the whole set at once, once the folder has been still for a round, so that no
 * half of an edit is read. A set with a fault is told and not taken; the last good one stays in use. Thread-safe.
 *
 * <pre>
 *   folder ▶ changed? ▶ still? ▶ read and judge ▶ no fault: in use from the next message on
 *                                               ▶ faults: WARN once, health, figure; the last good stay
 * </pre>
 */
public final class WatchTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(WatchTemplates.class);

    private static final int TOLD = 5;

    private final Vertx vertx;
    private final Path folder;
    private final Supplier<MessageFacts> facts;
    private final AtomicReference<Templates> current;
    private final Metrics metrics;
    private final Loop loop;

    private boolean wasThere;
    private TemplateFolder.@Nullable Listing seen;
    private TemplateFolder.@Nullable Listing judged;
    private volatile List<ConfigFault> faults = List.of();

    /**
     * @param folder need not be there yet; once it was, its absence is a fault
     * @param facts as they are at each reading
     * @param current is set
     */
    public WatchTemplates(
            Vertx vertx,
            Path folder,
            Supplier<MessageFacts> facts,
            AtomicReference<Templates> current,
            Metrics metrics,
            Duration period) {
        this.vertx = vertx;
        this.folder = folder;
        this.facts = facts;
        this.current = current;
        this.metrics = metrics;
        this.loop = new Loop(vertx, "templates", period, this::round);
        metrics.gauge("waymark_templates_faults", () -> faults.size());
    }

    public void start() {
        loop.start();
    }

    public Future<Void> stop() {
        return loop.stop();
    }

    /** Up in any case: with faults, messages go out in the words of before. */
    public Health.Status status() {
        List<ConfigFault> now = faults;
        return Health.Status.upAnd(
                now.isEmpty()
                        ? "in use as they are in the files"
                        : "the last good ones are in use, the files have " + count(now) + ": " + told(now));
    }

    private Future<Boolean> round() {
        return vertx.executeBlocking(this::look).map(false);
    }

    private synchronized Void look() {
        boolean there = Files.exists(folder);
        wasThere |= there;
        TemplateFolder.Listing now =
                there || wasThere ? TemplateFolder.list(folder) : new TemplateFolder.Listing(Map.of(), Map.of());
        boolean still = now.equals(seen);
        seen = now;
        if (still && !now.equals(judged)) {
            judged = now;
            judge();
        }
        return null;
    }

    private void judge() {
        try {
            take(Templates.load(Optional.of(folder).filter(one -> wasThere), facts.get()));
        } catch (ConfigException faulty) {
            refuse(faulty.faults());
        }
    }

    private void take(Templates read) {
        boolean same = read.sameAs(Objects.requireNonNull(current.get()));
        if (!faults.isEmpty()) {
            LOG.info("templates: {} has no fault any more and is in use", folder);
        } else if (!same) {
            LOG.info("templates: {} was read again and is in use", folder);
        }
        faults = List.of();
        if (!same) {
            current.set(read);
            metrics.count("waymark_templates_read_total", "outcome", "taken");
        }
    }

    private void refuse(List<ConfigFault> found) {
        if (!found.equals(faults)) {
            LOG.warn(
                    "templates: not taken over, the last good ones stay in use: {} has {}: {}",
                    folder,
                    count(found),
                    told(found));
            metrics.count("waymark_templates_read_total", "outcome", "refused");
        }
        faults = List.copyOf(found);
    }

    private static String count(List<ConfigFault> faults) {
        return faults.size() == 1 ? "a fault" : faults.size() + " faults";
    }

    private static String told(List<ConfigFault> faults) {
        return faults.stream().limit(TOLD).map(ConfigFault::toString).collect(Collectors.joining("; "))
                + (faults.size() > TOLD ? "; …" : "");
    }
}
