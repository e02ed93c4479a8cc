package dev.waymark.gateway.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs PostgreSQL's programs as this user. PostgreSQL refuses root; as root they run in a user namespace of their own
 * ({@code unshare -U}), where they are nobody, yet own the same files.
 */
final class PostgresCommand {

    private static final Pattern VERSION = Pattern.compile("\\) ([0-9]+)");

    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "-U");

    private final PostgresBinaries binaries;
    private final Path logs;
    private final List<String> prefix;

    private PostgresCommand(PostgresBinaries binaries, Path logs, List<String> prefix) {
        this.binaries = binaries;
        this.logs = logs;
        this.prefix = prefix;
    }

    /** @param logs the folder for what the programs print */
    static PostgresCommand in(PostgresBinaries binaries, Path logs) throws IOException {
        if (!DataDirOwner.isRoot()) {
            return new PostgresCommand(binaries, logs, List.of());
        }
        if (!namespacesWork(logs)) {
            throw new DatabaseRefused(
                    "PostgreSQL does not run as root, and this system gives no user namespace (unshare -U):"
                            + " start the gateway as an ordinary user, or name a PostgreSQL in database.url");
        }
        return new PostgresCommand(binaries, logs, IN_A_NAMESPACE);
    }

    private static Path output(Path logs) {
        return logs.resolve("commands.log");
    }

    private static boolean namespacesWork(Path logs) throws IOException {
        try {
            return run(Duration.ofSeconds(10), logs, List.of("unshare", "-U", "true")) == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Fails with what the program printed, unless it ends with 0 in time. */
    void run(Duration limit, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        int code = run(limit, logs, command);
        if (code != 0) {
            throw new IOException(program + " ended with " + code + ": " + printed());
        }
    }

    /** As {@code PG_VERSION} of a data directory has it. */
    String majorVersion() throws IOException {
        run(Duration.ofSeconds(30), "postgres", List.of("--version"));
        Matcher version = VERSION.matcher(printed());
        if (!version.find()) {
            throw new IOException("postgres --version printed " + printed());
        }
        return version.group(1);
    }

    private static int run(Duration limit, Path logs, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(logs).toFile())
                .directory(logs.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.equals("LD_LIBRARY_PATH"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + limit);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, stopped);
        }
        return process.exitValue();
    }

    private String printed() throws IOException {
        String text = Files.readString(output(logs)).strip();
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
