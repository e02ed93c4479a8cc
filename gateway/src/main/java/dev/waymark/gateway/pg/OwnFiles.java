package dev.waymark.gateway.pg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders that nobody but the owner may read. */
final class OwnFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** On Linux, owned by the user that this process runs as. */
    private static final Path SELF = Path.of("/proc/self");

    private OwnFiles() {}

    /** Makes the folder if need be; one that is ours is closed to others. A mounted one may be somebody else's. */
    static Path directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        if (isOurs(path) && !Files.getPosixFilePermissions(path).equals(FOLDER)) {
            Files.setPosixFilePermissions(path, FOLDER);
        }
        return path;
    }

    /** PostgreSQL's data must belong to the user it runs as; said here, before anything is written beside it. */
    static void refuseOthers(Path path) throws IOException {
        if (Files.exists(path) && !isOurs(path)) {
            throw new DatabaseRefused(path + " belongs to the user " + Files.getOwner(path)
                    + ": start the gateway as that user, or name another dataDir");
        }
    }

    static boolean isRoot() throws IOException {
        return Files.exists(SELF)
                ? Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static boolean isOurs(Path path) throws IOException {
        UserPrincipal owner = Files.getOwner(path);
        return Files.exists(SELF)
                ? owner.equals(Files.getOwner(SELF))
                : owner.getName().equals(System.getProperty("user.name"));
    }

    /** Writes a new file, which reaches the disk under its name whole or not at all. */
    static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel channel = FileChannel.open(
                aside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
