package dev.waymark.gateway.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} tells of the server that wrote it last. The file is PostgreSQL's: it is read here, never
 * written or deleted.
 */
record Postmaster(long pid, Path data) {

    /** Empty where there is no such file, as after a clean stop, or it is not written yet. */
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Postmaster(Long.parseLong(lines.get(0).strip()), data));
        } catch (NumberFormatException notAPid) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * Whether the process is a postgres that was started on this data directory: a number alone proves nothing, it may
     * have been given to another process since.
     */
    boolean isOurs() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::info)
                .filter(info -> info.command().map(Postmaster::isPostgres).orElse(false))
                .flatMap(ProcessHandle.Info::arguments)
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .orElse(false);
    }

    /** The system appends a word to the name where the file was deleted since. */
    private static boolean isPostgres(String command) {
        return Path.of(command).getFileName().toString().split(" ", 2)[0].equals("postgres");
    }

    String described() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> "process " + pid + " (" + command + ")")
                .orElse("process " + pid);
    }
}
