package dev.waymark.gateway.signing;

import dev.waymark.gateway.sealing.KeyFile;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway's own keys as their files had them when they were read, each list in the order in which its keys begin. */
record KeyFiles(List<GatewayKey> signing, List<ReadingKey> reading) {

    private static final Comparator<OwnKey> BY_BEGIN = Comparator.comparing(
                    (OwnKey key) -> key.lifetime().begins().orElse(Instant.EPOCH))
            .thenComparing(OwnKey::fileName);

    KeyFiles {
        signing = signing.stream().sorted(BY_BEGIN).toList();
        reading = reading.stream().sorted(BY_BEGIN).toList();
    }

    Stream<OwnKey> all() {
        return Stream.concat(signing.stream(), reading.stream());
    }

    Map<String, KeyFile> byName() {
        Map<String, KeyFile> files = new LinkedHashMap<>();
        all().forEach(key -> files.put(
                key.fileName(), new KeyFile(key.thumbprint(), key.lifetime().over())));
        return files;
    }
}
