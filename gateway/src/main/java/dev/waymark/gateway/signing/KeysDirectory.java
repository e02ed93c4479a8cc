package dev.waymark.gateway.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.jose.JwkRefused;
import dev.waymark.gateway.sealing.KeyRefused;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
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

    private static final byte[] PROBE = {1};

    /** Whatever these allow is for the owner alone. */
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

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
                throw new KeyRefused(
                        directory.resolve(PREFIX + "*" + SUFFIX), "is missing: restore it from the backup");
            }
            files = List.of(create());
        }
        return files.stream()
                .map(this::read)
                .sorted(Comparator.comparing((GatewayKey key) -> key.begins().orElse(Instant.EPOCH))
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
            throw new KeyRefused(directory, "cannot be listed: " + unreadable.getMessage());
        }
    }

    private GatewayKey read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new KeyRefused(file, "may be read or written by others: chmod 600 " + file);
            }
            JsonObject jwk = new JsonObject(Files.readString(file));
            JsonObject publicJwk = JwkReader.kept(jwk);
            PartnerKey publicKey = PartnerKey.parse(publicJwk, crypto);
            if (publicKey.algorithm() != SigningAlgorithm.ED25519) {
                throw new KeyRefused(file, "is no Ed25519 key");
            }
            SigningKey key = SigningKey.parse(jwk, crypto, random);
            if (!publicKey.verifies(crypto, PROBE, key.sign(PROBE))) {
                throw new KeyRefused(file, "has halves that do not belong together: d and x");
            }
            return new GatewayKey(file.getFileName().toString(), key, publicKey, thumbprint(publicJwk));
        } catch (IOException | DecodeException unreadable) {
            throw new KeyRefused(file, "cannot be read, or is no JSON: restore it from the backup");
        } catch (JwkRefused unusable) {
            throw new KeyRefused(file, "is no private JWK: " + unusable.getMessage());
        }
    }

    private Path create() {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
            Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
            JsonObject jwk = new KeyPairs(crypto, random)
                    .generate(SigningAlgorithm.ED25519, "new")
                    .privateJwk();
            String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint(jwk));
            Path file = directory.resolve(PREFIX + kid.substring(0, NAME_LENGTH) + SUFFIX);
            write(file, jwk.put("kid", kid).put("use", "sig").encodePrettily() + "\n");
            return file;
        } catch (IOException failed) {
            throw new KeyRefused(directory, "cannot be written to: " + failed.getMessage());
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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
