package dev.waymark.gateway.scenario;

import dev.waymark.gateway.cli.Surroundings;
import dev.waymark.gateway.cli.WaymarkCommand;
import io.vertx.core.Future;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A command as the shell would run it. */
final class Command {

    private Command() {}

    record Result(int exitCode, String out, String err) {}

    static Result run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = WaymarkCommand.of(
                        configuration -> Future.failedFuture(new IllegalStateException("not here")),
                        new Surroundings(
                                Map.of(),
                                InputStream.nullInputStream(),
                                InstantSource.system(),
                                new SecureRandom(),
                                pause -> {}),
                        List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
