package dev.waymark.gateway.sealing;

import dev.waymark.gateway.files.OwnFiles;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that wraps all data keys: 32 random bytes, kept in {@code master.key} of the keys directory, base64, mode
 * 600; while a rotation is under way the one that follows stands beside it. Blocking where it reads or makes the file. Never prints.
 */
public final class MasterKey {

    public static final String FILE = "master.key";

    /** The key that follows, while a rotation is under way. */
    public static final String NEXT_FILE = "master.key.next";

    private static final int BYTES = 32;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static MasterKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
        }
        return new MasterKey(bytes.clone());
    }

    /** Reads {@code directory/master.key}. Fails with {@link KeyRefused} where it is missing, open to others, or no key. */
    public static MasterKey read(Path directory) throws IOException {
        return read(directory, FILE);
    }

    static MasterKey read(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            if (OwnFiles.isOpenToOthers(file)) {
                throw new KeyRefused(file, "may be read or written by others: chmod 600 " + file);
            }
            byte[] bytes = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            return of(bytes);
        } catch (NoSuchFileException missing) {
            throw new KeyRefused(
                    file, "is missing: restore it from the backup; without it, nothing sealed in the database opens");
        } catch (IllegalArgumentException | CharacterCodingException notAKey) {
            throw new KeyRefused(file, "is not a master key: 32 bytes in base64; restore it from the backup");
        }
    }

    /** Makes the file unless it is there, then reads it. To be called only while the database is empty. */
    public static MasterKey readOrMake(Path directory, SecureRandom random) throws IOException {
        if (!Files.exists(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            make(directory, random);
        }
        return read(directory);
    }

    private static void make(Path directory, SecureRandom random) throws IOException {
        OwnFiles.makeFolder(directory);
        try {
            write(directory.resolve(FILE), random);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another node made it: that one is read.
        }
    }

    static void write(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        OwnFiles.create(file, Base64.getEncoder().encodeToString(bytes) + "\n");
    }

    /** Tells this key from another, and nothing about it: goes to {@code key_fingerprint}. */
    public Buffer fingerprint(Provider provider) {
        return Buffer.buffer(derive(provider, "waymark fingerprint"));
    }

    /** A key of its own for each use. */
    byte[] derive(Provider provider, String use) {
        return Hkdf.derive(provider, bytes, new byte[BYTES], use.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
