package dev.waymark.gateway;

import dev.waymark.gateway.cli.DemoCommand;
import dev.waymark.gateway.cli.Starter;
import dev.waymark.gateway.cli.Surroundings;
import dev.waymark.gateway.cli.WaymarkCommand;
import dev.waymark.gateway.ops.Logs;
import dev.waymark.gateway.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Entry: hands the arguments to the commands. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Logs.install();
        // From Java 22 on there would be a console without a terminal too, which echoes passwords and prompts into
        // pipes.
        System.setProperty("jdk.console", "java.base");
        Surroundings surroundings = new Surroundings(
                System.getenv(), System.in, InstantSource.system(), new SecureRandom(), duration -> new CountDownLatch(
                                1)
                        .await(duration.toMillis(), TimeUnit.MILLISECONDS));
        System.exit(WaymarkCommand.of(Main::start, surroundings, List.of(new DemoCommand(surroundings)))
                .execute(args));
    }

    private static Future<Starter.Running> start(Configuration configuration) {
        Metrics metrics = new Metrics();
        Vertx vertx = metrics.vertx(new VertxOptions());
        return Gateway.start(vertx, configuration, Outside.real(), metrics).map(Running::new);
    }

    /** A gateway as the commands see it. Its Vert.x ends with the process, which follows at once. */
    private record Running(Gateway gateway) implements Starter.Running {

        @Override
        public URI address() {
            return gateway.address();
        }

        @Override
        public Future<Void> reload(Configuration configuration) {
            return gateway.reload(configuration);
        }

        @Override
        public Future<Void> stop() {
            return gateway.stop();
        }
    }
}
