package dev.waymark.gateway.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of mode 600 and folders of mode 700, so from the moment they exist. A file appears under its name whole or not
 * at all, and is on the disk before a call returns. Every call blocks.
 */
public final class OwnFiles {

    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private OwnFiles() {}

    /** Makes the folder, and those above it; one that is there is left as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
    }

    /** Makes the folder, or closes the one that is there to others. */
    public static void makeOrCloseFolder(Path folder) throws IOException {
        makeFolder(folder);
        if (!Files.getPosixFilePermissions(folder).equals(FOLDER.value())) {
            Files.setPosixFilePermissions(folder, FOLDER.value());
        }
    }

    /** Whether anybody beside the owner may read, write or run the file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    /**
     * Writes a new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException where there is one, of whoever was first
     */
    public static void create(Path file, String text) throws IOException {
        Path aside = Files.createTempFile(folderOf(file), ".", ".new", FILE);
        try {
            write(aside, text, StandardOpenOption.WRITE);
            Files.createLink(file, aside);
        } finally {
            Files.delete(aside);
        }
        makeDurable(folderOf(file));
    }

    /** Writes a file, in the place of the one that is there. To be called by one at a time. */
    public static void replace(Path file, String text) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        write(aside, text, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        makeDurable(folderOf(file));
    }

    /** Brings to the disk what files the folder has, after one was renamed. */
    public static void makeDurable(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a file, or a folder with all that it holds; what is not there is no fault. */
    public static void deleteTree(Path tree) throws IOException {
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

    private static void write(Path file, String text, StandardOpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(options), FILE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
