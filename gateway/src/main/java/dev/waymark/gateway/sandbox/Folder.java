package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.SigningAlgorithm;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** Where a demo keeps everything; for its owner alone. */
public final class Folder {

    /** What {@code send} reads a key's id from. */
    private static final String KEY_ID = "waymark_keyid";

    private static final String KID = "demo";
    private static final String SETTINGS = "waymark.yaml";
    private static final String LOG = "gateway.log";

    private final Path path;
    private final boolean kept;

    private Folder(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /** A new one, that {@link #clear} takes away again. */
    public static Folder fresh() {
        try {
            return new Folder(Files.createTempDirectory("waymark-demo-").toRealPath(), false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One to go on with later. Throws {@link IllegalArgumentException} for a folder that holds something else. */
    public static Folder kept(Path path) {
        try {
            Files.createDirectories(path);
            try (Stream<Path> inside = Files.list(path)) {
                if (inside.findAny().isPresent() && !Files.exists(path.resolve(SETTINGS))) {
                    throw new IllegalArgumentException(
                            path + " holds something else, and is left alone: name another folder");
                }
            }
            Path real = path.toRealPath();
            restrict(real, "rwx------");
            return new Folder(real, true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Path path() {
        return path;
    }

    /** Where the gateway's log goes: the screen is for the summary. */
    public Path log() {
        return path.resolve(LOG);
    }

    Path settings() {
        return path.resolve(SETTINGS);
    }

    Path keyFile(PartnerId partner) {
        return path.resolve(partner + ".jwk");
    }

    static String keyId(PartnerId partner) {
        return partner + "/" + KID;
    }

    /** The partner's private key: that of last time, or a new one. */
    JsonObject key(PartnerId partner, CryptoProviders crypto, SecureRandom random) {
        Path file = keyFile(partner);
        try {
            if (Files.exists(file)) {
                return new JsonObject(Files.readString(file));
            }
            JsonObject jwk = new KeyPairs(crypto, random)
                    .generate(SigningAlgorithm.ED25519, KID)
                    .privateJwk()
                    .copy()
                    .put(KEY_ID, keyId(partner));
            write(file.getFileName().toString(), jwk.encodePrettily() + "\n");
            return jwk;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same without what is secret and what is ours. */
    static JsonObject publicHalf(JsonObject privateJwk) {
        JsonObject half = privateJwk.copy();
        List.of("d", KEY_ID).forEach(half::remove);
        return half;
    }

    Path write(String name, String text) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
                restrict(file, "rw-------");
            }
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes the folder away, unless it is to be kept. */
    public void clear() {
        if (kept) {
            return;
        }
        try {
            OwnFiles.deleteTree(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void restrict(Path file, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && !Files.isSymbolicLink(file)
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
