package dev.waymark.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the gateway counts, in the text format of Prometheus. Names begin with {@code waymark_}; labels come from short closed
 * lists (a channel, an outcome), never from ids or what a caller sent: {@link MetricLabels} holds that. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** With the figures of the JVM and of the process. */
    public Metrics() {
        registry.config().meterFilter(new MetricLabels());
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Vert.x with these metrics of its servers, clients and pools. */
    public Vertx vertx(VertxOptions options) {
        VertxBuilder builder = Vertx.builder().with(options.setMetricsOptions(VertxFigures.options()));
        return builder.withMetrics(VertxFigures.into(registry)).build();
    }

    /** Counts one; labels as name, value, name, value. */
    public void count(String name, String... labels) {
        count(name, 1, labels);
    }

    /** Counts several at once. */
    public void count(String name, double howMany, String... labels) {
        Counter.builder(named(name)).tags(labels).register(registry).increment(howMany);
    }

    /** Records how long something took. */
    public void time(String name, Duration took, String... labels) {
        Timer.builder(named(name))
                .tags(labels)
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1))
                .register(registry)
                .record(took);
    }

    /** A figure that is asked for whenever somebody looks; it must not wait for anything. */
    public void gauge(String name, Supplier<Number> figure, String... labels) {
        Gauge.builder(named(name), figure).tags(labels).register(registry);
    }

    /** Everything, as Prometheus reads it. */
    String scrape() {
        return registry.scrape(MEDIA_TYPE);
    }

    private static String named(String name) {
        if (!name.startsWith("waymark_")) {
            throw new IllegalArgumentException("a figure's name begins with waymark_, not " + name);
        }
        return name;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
