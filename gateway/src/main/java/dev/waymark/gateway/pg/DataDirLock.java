package dev.waymark.gateway.pg;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Held by the one gateway that uses a data directory; the system lets go of it when the process ends, however it ends. */
final class DataDirLock implements AutoCloseable {

    /** Within one process: closing any channel on the file would let go of the process's lock, so none is opened twice. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DataDirLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DataDirLock take(Path dataDir) throws IOException {
        Path file = dataDir.toRealPath().resolve("gateway.lock");
        if (!HELD.add(file)) {
            throw refused(dataDir, "this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw refused(dataDir, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
            return new DataDirLock(file, channel);
        } catch (IOException | RuntimeException failed) {
            letGo(file, channel);
            throw failed;
        }
    }

    private static DatabaseRefused refused(Path dataDir, String holder) {
        return new DatabaseRefused("the data directory " + dataDir + " is in use by another gateway (" + holder
                + "): stop that one, or name another dataDir");
    }

    @Override
    public void close() throws IOException {
        letGo(file, channel);
    }

    private static void letGo(Path file, @Nullable FileChannel channel) throws IOException {
        try (channel) {
            HELD.remove(file);
        }
    }
}
