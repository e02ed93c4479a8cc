package dev.waymark.gateway.sealing;

import dev.waymark.gateway.files.OwnFiles;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The master key's files in the keys directory, which nodes share. Blocks. While a rotation is under way:
 *
 * <pre>
 *   master.key                    the key before
 *   master.key.next               the key that follows; renamed to master.key when nothing is wrapped by the one before
 * </pre>
 */
public final class MasterKeyFiles {

    private final Path directory;
    private final Provider provider;
    private final SecureRandom random;

    public MasterKeyFiles(Path directory, Provider provider, SecureRandom random) {
        this.directory = directory;
        this.provider = provider;
        this.random = random;
    }

    /**
     * As {@link #read}, at the start: the last step of a rotation is made up for where a node died before it.
     *
     * @param known the fingerprint of the master key in the database
     */
    public List<MasterKey> atStart(boolean mayMake, Optional<Buffer> known) throws IOException {
        if (mayMake) {
            return List.of(MasterKey.readOrMake(directory, random));
        }
        if (known.isPresent()) {
            replaceByNext(known.get());
        }
        return read();
    }

    /** Those that there are: the key, and while a rotation is under way the one that follows it. */
    public List<MasterKey> read() throws IOException {
        // First the one that follows, since it may take the other's name at any moment.
        Optional<MasterKey> next = readNext();
        MasterKey key = MasterKey.read(directory);
        return next.map(following -> List.of(key, following)).orElse(List.of(key));
    }

    private Optional<MasterKey> readNext() throws IOException {
        try {
            return Optional.of(MasterKey.read(directory, MasterKey.NEXT_FILE));
        } catch (KeyRefused refused) {
            if (Files.exists(directory.resolve(MasterKey.NEXT_FILE), LinkOption.NOFOLLOW_LINKS)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /**
     * The key that follows: as it stands in its file, else made, durable and whole under that name. To be called by one
     * at a time.
     */
    MasterKey readOrMakeNext() throws IOException {
        if (!Files.exists(directory.resolve(MasterKey.NEXT_FILE), LinkOption.NOFOLLOW_LINKS)) {
            MasterKey.write(directory.resolve(MasterKey.NEXT_FILE), random);
        }
        return MasterKey.read(directory, MasterKey.NEXT_FILE);
    }

    /**
     * Puts the key that follows in the place of the one before, which is gone then, where {@code wanted} is the
     * fingerprint of the key that follows; else does nothing. To be called by one at a time.
     */
    void replaceByNext(Buffer wanted) throws IOException {
        Path next = directory.resolve(MasterKey.NEXT_FILE);
        if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)
                && MasterKey.read(directory, MasterKey.NEXT_FILE)
                        .fingerprint(provider)
                        .equals(wanted)) {
            Files.move(next, directory.resolve(MasterKey.FILE), StandardCopyOption.ATOMIC_MOVE);
            OwnFiles.makeDurable(directory);
        }
    }
}
