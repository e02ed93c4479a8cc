package dev.waymark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A gateway started from its jar in a folder of its own, with the embedded PostgreSQL, on loopback. */
final class OwnGateway implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final long STOP_SECONDS = 25;
    private static final long LOOK_MILLIS = 200;

    private static final Path POSTMASTER = Path.of("waymark-data", "data", "postmaster.pid");

    private final Process process;
    private final Path folder;

    /** Writes the files that a gateway at {@code url} runs with. */
    interface Configuration {
        void write(Path folder, URI url) throws IOException;
    }

    private OwnGateway(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static URI freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it is ready, with its {@code gateway.log} in {@code folder}, which is emptied first. */
    static OwnGateway start(Path jar, List<String> jvmFlags, Path folder, URI url, Configuration configuration) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(jar.toAbsolutePath().normalize() + " is not there: build it with"
                    + " mvn -pl gateway -am package -DskipTests, or name a running gateway with -Dwaymark.url");
        }
        try {
            empty(folder);
            configuration.write(folder, url);
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(jvmFlags);
            command.addAll(List.of("-jar", jar.toAbsolutePath().normalize().toString(), "serve"));
            command.addAll(List.of("--config", "waymark.yaml"));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gateway.log").toFile())
                    .start();
            OwnGateway gateway = new OwnGateway(process, folder);
            gateway.awaitReady(url, folder.resolve("gateway.log"));
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(URI url, Path log) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest look = HttpRequest.newBuilder(url.resolve("/health/ready")).build();
        long end = System.nanoTime() + START.toNanos();
        try {
            while (!isReady(client, look)) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException("the gateway did not start: see " + log.toAbsolutePath());
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway started", e);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest look) throws InterruptedException {
        try {
            return client.send(look, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** Processor time so far, without its PostgreSQL's. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** That of its PostgreSQL so far, without connections that have ended; none where it cannot be told. */
    Duration databaseCpu() {
        return postmaster().stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .flatMap(part -> part.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Optional<ProcessHandle> postmaster() {
        try (Stream<String> lines = Files.lines(folder.resolve(POSTMASTER))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** As an operator would, with SIGTERM; its PostgreSQL goes with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
