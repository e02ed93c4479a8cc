package dev.waymark.gateway.cli;

import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What commands take from the machine they run on. */
public record Surroundings(
        Map<String, String> environment, InputStream input, InstantSource clock, SecureRandom random, Pause pause) {

    /** Waits before a retry. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }
}
