package dev.waymark.gateway.cli;

import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as the shell would, and keeps what they print. */
final class Cli {

    private final List<Duration> pauses = new ArrayList<>();
    private String input = "";

    record Result(int exitCode, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }

    Cli withInput(String text) {
        input = text;
        return this;
    }

    /** How long the commands waited, which took no time here. */
    List<Duration> pauses() {
        return pauses;
    }

    Result run(Object... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                InstantSource.system(),
                new SecureRandom(),
                pauses::add);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = WaymarkCommand.of(
                        configuration -> Future.failedFuture(new IllegalStateException("the port is taken")),
                        surroundings,
                        List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = line.execute(words);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
