package dev.waymark.gateway.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directory of the gateway's keys: {@code signing-<name>.jwk}, mode 600, in a directory of mode 700. */
final class KeysDirectory {

    private static final String PREFIX = "signing-";
    private static final String SUFFIX = ".jwk";
    /** Enough of the thumbprint to tell keys apart by eye. */
    private static final int NAME_LENGTH = 12;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final CryptoProviders crypto;
    private final SecureRandom random;

    KeysDirectory(Path directory, CryptoProviders crypto, SecureRandom random) {
        this.directory = directory;
        this.crypto = crypto;
        this.random = random;
    }

    /** The keys, in the order in which they begin to sign. */
    List<GatewayKey> read(boolean mayCreate) {
        List<Path> files = files();
        if (files.isEmpty()) {
            if (!mayCreate) {
                throw new KeysUnusable("there is no signing key (" + PREFIX + "*" + SUFFIX + ") in " + directory
                        + ", and the database was written with one: put it back from the backup");
            }
            files = List.of(create());
        }
        return files.stream()
                .map(this::read)
                .sorted(Comparator.comparing((GatewayKey key) -> key.begins().orElse(java.time.Instant.EPOCH))
                        .thenComparing(GatewayKey::fileName))
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(PREFIX)
                            && file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new KeysUnusable(directory + " cannot be read: " + unreadable.getMessage());
        }
    }

    private GatewayKey read(Path file) {
        try {
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                throw new KeysUnusable(file + " is open to others: chmod 600 it, and think about whether they read it");
            }
            JsonObject jwk = new JsonObject(Files.readString(file));
            JsonObject publicJwk = JwkReader.kept(jwk);
            PartnerKey publicKey = PartnerKey.parse(publicJwk, crypto);
            if (publicKey.algorithm() != SigningAlgorithm.ED25519) {
                throw new KeysUnusable(file + " is no Ed25519 key");
            }
            return new GatewayKey(
                    file.getFileName().toString(),
                    SigningKey.parse(jwk, crypto, random),
                    publicKey,
                    thumbprint(publicJwk));
        } catch (IOException | DecodeException | JwkRefused unusable) {
            String reason = unusable instanceof JwkRefused ? unusable.getMessage() : "it cannot be read";
            throw new KeysUnusable(file + " is no private JWK: " + reason);
        }
    }

    private Path create() {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
            JsonObject jwk = new KeyPairs(crypto, random)
                    .generate(SigningAlgorithm.ED25519, "new")
                    .privateJwk();
            String kid = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint(jwk));
            String text = jwk.put("kid", kid).put("use", "sig").encodePrettily() + "\n";
            Path file = directory.resolve(PREFIX + kid.substring(0, NAME_LENGTH) + SUFFIX);
            FileAttribute<Set<PosixFilePermission>> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Files.createFile(file, mode);
            return Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.SYNC);
        } catch (IOException failed) {
            throw new KeysUnusable("a signing key cannot be written to " + directory + ": " + failed.getMessage());
        }
    }

    private static byte[] thumbprint(JsonObject jwk) {
        try {
            return OctetKeyPair.parse(jwk.encode()).computeThumbprint().decode();
        } catch (ParseException | JOSEException broken) {
            throw new JwkRefused("is no OKP key");
        }
    }
}
