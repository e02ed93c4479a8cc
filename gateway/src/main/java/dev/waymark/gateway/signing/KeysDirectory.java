package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.jose.Thumbprints;
import dev.waymark.gateway.sealing.KeyRefused;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of the gateway's keys, of mode 700: {@code signing-<name>.jwk} and {@code encryption-<name>.jwk}, mode 600.
 * A file appears whole or not at all, since other nodes read it too. Every call blocks.
 */
final class KeysDirectory {

    /** Protocol, section 6: 24 h in the JWKS before it signs; a minute more, for nodes that look once a minute. */
    private static final Duration BEFORE_SIGNING = Duration.ofHours(24).plusMinutes(1);
    /** Until every node that shares the directory has read the key that partners begin to encrypt to. */
    private static final Duration BEFORE_READING = Duration.ofMinutes(5);

    private static final String SUFFIX = ".jwk";
    /** Enough of the thumbprint to tell keys apart by eye. */
    private static final int NAME_LENGTH = 12;

    private final Path directory;
    private final KeyPairs pairs;
    private final ReadKeyFile readFile;

    KeysDirectory(Path directory, CryptoProviders crypto, SecureRandom random) {
        this.directory = directory;
        this.pairs = new KeyPairs(crypto, random);
        this.readFile = new ReadKeyFile(crypto, random);
    }

    Path path() {
        return directory;
    }

    /** All keys; those that are missing are made, if they may be. */
    KeyFiles read(boolean mayCreate) {
        if (mayCreate) {
            makeDirectory();
            if (files(GatewayKey.PREFIX).isEmpty()) {
                createSigning(Optional.empty());
            }
            if (files(ReadingKey.PREFIX).isEmpty()) {
                createReading(Optional.empty());
            }
        }
        List<Path> signing = files(GatewayKey.PREFIX);
        if (signing.isEmpty()) {
            throw new KeyRefused(
                    directory.resolve(GatewayKey.PREFIX + "*" + SUFFIX), "is missing: restore it from the backup");
        }
        return new KeyFiles(
                signing.stream().map(readFile::signing).toList(),
                files(ReadingKey.PREFIX).stream().map(readFile::reading).toList());
    }

    /** Makes one new key of each kind, and gives those that are live the end at which the new ones begin. */
    void rotate(KeyFiles present, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant signs = second.plus(BEFORE_SIGNING);
        Instant reads = second.plus(BEFORE_READING);
        createSigning(Optional.of(signs));
        createReading(Optional.of(reads));
        present.signing().forEach(key -> end(key, signs));
        present.reading().forEach(key -> end(key, reads));
    }

    /** Changes with every change to the directory. */
    String state() {
        StringBuilder state = new StringBuilder();
        Stream.concat(files(GatewayKey.PREFIX).stream(), files(ReadingKey.PREFIX).stream())
                .forEach(file -> {
                    try {
                        state.append(file)
                                .append(' ')
                                .append(Files.getLastModifiedTime(file))
                                .append('\n');
                    } catch (IOException gone) {
                        state.append(file).append(" unreadable\n");
                    }
                });
        return state.toString();
    }

    private List<Path> files(String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new KeyRefused(directory, "cannot be listed: " + unreadable.getMessage());
        }
    }

    private void createSigning(Optional<Instant> begins) {
        JsonObject jwk =
                pairs.generate(SigningAlgorithm.ED25519, "new").privateJwk().put("use", "sig");
        create(GatewayKey.PREFIX, jwk, begins);
    }

    private void createReading(Optional<Instant> begins) {
        JsonObject jwk = pairs.generate(SigningAlgorithm.ECDSA_P256_SHA256, "new")
                .privateJwk()
                .put("use", "enc")
                .put("alg", "ECDH-ES+A256KW");
        create(ReadingKey.PREFIX, jwk, begins);
    }

    private void create(String prefix, JsonObject jwk, Optional<Instant> begins) {
        String kid = Thumbprints.sha256(jwk);
        begins.ifPresent(moment -> jwk.put("nbf", moment.getEpochSecond()));
        write(directory.resolve(prefix + kid.substring(0, NAME_LENGTH) + SUFFIX), jwk.put("kid", kid));
    }

    private void end(OwnKey key, Instant end) {
        if (key.lifetime().ends().filter(sooner -> !sooner.isAfter(end)).isPresent()) {
            return;
        }
        Path file = directory.resolve(key.fileName());
        try {
            write(file, new JsonObject(Files.readString(file)).put("exp", end.getEpochSecond()));
        } catch (IOException failed) {
            throw new KeyRefused(file, "cannot be read: " + failed.getMessage());
        }
    }

    private void makeDirectory() {
        try {
            OwnFiles.makeOrCloseFolder(directory);
        } catch (IOException failed) {
            throw new KeyRefused(directory, "cannot be made: " + failed.getMessage());
        }
    }

    private void write(Path file, JsonObject jwk) {
        try {
            OwnFiles.replace(file, jwk.encodePrettily() + "\n");
        } catch (IOException failed) {
            throw new KeyRefused(file, "cannot be written: " + failed.getMessage());
        }
    }
}
