package dev.waymark.gateway.journey;

import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.MilestoneId;
import dev.waymark.gateway.model.PartnerId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The shipped journey, and others for tests. */
public final class Journeys {

    private static final Path FILE = Path.of("journey.yaml");

    private Journeys() {}

    /** conf/journey.yaml as it is packed into the jar. */
    public static Journey shipped() {
        return read(shippedText());
    }

    public static Journey read(String yaml) {
        ConfigReading reading = new ConfigReading(Map.of());
        Optional<Journey> journey = JourneyFile.read(YamlFile.parse(FILE, yaml, reading));
        reading.orThrow();
        return journey.orElseThrow();
    }

    static List<String> faults(String yaml) {
        ConfigReading reading = new ConfigReading(Map.of());
        Optional<Journey> journey = JourneyFile.read(YamlFile.parse(FILE, yaml, reading));
        if (journey.isPresent() != reading.faults().isEmpty()) {
            throw new AssertionError("a journey stands exactly where there is no fault");
        }
        return reading.faults().stream().map(ConfigFault::toString).toList();
    }

    static String shippedText() {
        try (InputStream stream = Journeys.class.getResourceAsStream("/conf/journey.yaml")) {
            if (stream == null) {
                throw new AssertionError("conf/journey.yaml is not among the resources");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MilestoneCode code(String text) {
        return new MilestoneCode(text);
    }

    /** An entry accepted when it happened; {@code n} is its arrival and makes its id. */
    static TimelineEntry entry(int n, String code, Instant time) {
        return entry(n, code, time, time);
    }

    static TimelineEntry entry(int n, String code, Instant time, Instant acceptedAt) {
        return new TimelineEntry(id(n), code(code), new PartnerId("acme-hub"), time, n, acceptedAt, Optional.empty());
    }

    static TimelineEntry replaced(TimelineEntry entry, int by) {
        return new TimelineEntry(
                entry.id(),
                entry.code(),
                entry.partner(),
                entry.time(),
                entry.arrival(),
                entry.acceptedAt(),
                Optional.of(id(by)));
    }

    static MilestoneId id(int n) {
        return new MilestoneId(new UUID(0, n));
    }
}
