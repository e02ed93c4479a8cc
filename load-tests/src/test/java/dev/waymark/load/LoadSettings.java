package dev.waymark.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is posted where, from the system properties {@code waymark.*}.
 *
 * @param running a gateway that runs already; without it one is started from {@code jar}
 * @param events how many are measured, after {@code warmUp} others
 * @param longest what posting may take, at most half of it to warm up; events that are left then are not sent
 * @param rate arrivals a second; 0: each of {@code inFlight} callers posts its next event once the last is answered
 * @param nonce whether each request carries one, which the gateway must spend
 * @param history whether the events are older than 72 h: taken, but nobody is asked or told
 */
record LoadSettings(
        Optional<Running> running,
        Path jar,
        List<String> jvmFlags,
        int cases,
        int events,
        int warmUp,
        Duration longest,
        int rate,
        int inFlight,
        boolean nonce,
        boolean history) {

    /** A gateway takes a signature for 300 s; signing itself takes some of them, and clocks differ. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * A gateway that runs.
     *
     * @param key the private JWK of a hub of {@code program}, as {@code keygen} writes it
     */
    record Running(URI url, Path key, String program) {}

    static LoadSettings ofSystem() {
        LoadSettings settings = new LoadSettings(
                Optional.ofNullable(System.getProperty("waymark.url"))
                        .map(url -> new Running(
                                URI.create(url),
                                Path.of(text("waymark.key", "hub.jwk")),
                                text("waymark.program", "load"))),
                Path.of(text("waymark.jar", "../gateway/target/waymark.jar")),
                List.of(text("waymark.jvm", "-Xmx1g").split(" ")),
                number("waymark.cases", 2_000),
                number("waymark.events", 60_000),
                number("waymark.warmUp", 60_000),
                Duration.ofSeconds(number("waymark.seconds", 120)),
                number("waymark.rate", 0),
                number("waymark.inFlight", 128),
                Boolean.getBoolean("waymark.nonce"),
                Boolean.getBoolean("waymark.history"));
        if (settings.longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "waymark.seconds: at most " + LONGEST.toSeconds() + ", since events are signed beforehand");
        }
        return settings;
    }

    private static String text(String name, String otherwise) {
        return System.getProperty(name, otherwise);
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(System.getProperty(name, Integer.toString(otherwise)));
    }
}
