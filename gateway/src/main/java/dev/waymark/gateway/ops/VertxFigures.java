package dev.waymark.gateway.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** Which figures Vert.x gives. No addresses of callers, paths or addresses of the event bus: those have no bound. */
final class VertxFigures {

    private VertxFigures() {}

    static MicrometerMetricsOptions options() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(
                        Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_NAME, Label.POOL_TYPE, Label.CLASS_NAME))
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    }

    static VertxMetricsFactory into(MeterRegistry registry) {
        return new MicrometerMetricsFactory(registry);
    }
}
