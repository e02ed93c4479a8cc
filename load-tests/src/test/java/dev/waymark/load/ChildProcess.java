package dev.waymark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that run beside the generator, ended with it. */
final class ChildProcess implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;
    private static final int STEPS = 300;

    private final Process process;
    private final int port;

    private ChildProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Of this Java; the class path has the gateway's jar for its libraries, and this module's classes. */
    static List<String> java(Path jar, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path") + ":" + jar,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Starts it, and returns once it has printed {@code ready}.
     *
     * @param port where it listens, which {@code command} says
     */
    static ChildProcess start(int port, List<String> command, Map<String, String> environment, Path log)
            throws InterruptedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            for (int i = 0; i < STEPS && process.isAlive(); i++) {
                if (Files.readString(log).contains("ready")) {
                    return new ChildProcess(process, port);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            process.destroyForcibly();
            throw new IllegalStateException("did not start: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end; what it printed. Fails where it failed. */
    static String run(List<String> command, Map<String, String> environment, String input) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
