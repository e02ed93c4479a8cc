package dev.waymark.gateway;

import dev.waymark.gateway.http.Edge;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.TestDatabase;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The routes of a gateway that was put together and not started. */
public final class MountedRoutes {

    private MountedRoutes() {}

    /** What {@code read} makes of the router. {@code folder}: for its files, empty. */
    public static <T> T read(Vertx vertx, Path folder, Function<Router, T> read) throws IOException, TimeoutException {
        External database = TestDatabase.freshSettings(vertx);
        Files.writeString(folder.resolve("waymark.yaml"), """
                database: {url: "postgresql://%s@%s?sslmode=disable", password: "%s"}
                """.formatted(
                        database.user(), database.place(), database.password().reveal()));
        Configuration configuration = Configuration.read(folder.resolve("waymark.yaml"), Map.of());
        ManualClocks clocks = new ManualClocks();
        Outside outside = Outside.real().withClocks((some, given) -> Future.succeededFuture(clocks));
        WaymarkSettings settings = configuration.settings();
        Foundation foundation = Foundation.lay(vertx, settings, outside).await(30, TimeUnit.SECONDS);
        Edge edge = new Edge(vertx, settings.http(), settings.publicUrl(), outside.ids());
        Routes.mount(
                vertx,
                edge.router(),
                new Features(vertx, foundation, configuration, outside, new Metrics()),
                foundation,
                settings,
                outside,
                new Metrics(),
                vertx.createSharedWorkerExecutor("signatures", 1),
                () -> {});
        try {
            return read.apply(edge.router());
        } finally {
            foundation.close().await(30, TimeUnit.SECONDS);
        }
    }
}
