package dev.waymark.gateway;

import dev.waymark.gateway.cli.Surroundings;
import dev.waymark.gateway.cli.WaymarkCommand;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Entry: hands the arguments to the commands. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // From Java 22 on there would be a console without a terminal too, which echoes passwords and prompts into
        // pipes.
        System.setProperty("jdk.console", "java.base");
        Surroundings surroundings = new Surroundings(
                System.getenv(), System.in, InstantSource.system(), new SecureRandom(), duration -> new CountDownLatch(
                                1)
                        .await(duration.toMillis(), TimeUnit.MILLISECONDS));
        System.exit(WaymarkCommand.of(
                        configuration -> Future.failedFuture(
                                new UnsupportedOperationException("this build has no gateway to start")),
                        surroundings,
                        List.of())
                .execute(args));
    }
}
