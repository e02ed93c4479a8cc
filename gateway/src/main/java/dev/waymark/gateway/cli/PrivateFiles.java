package dev.waymark.gateway.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that their owner alone can read from the moment they exist. */
final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Writes a file that must not be there yet. */
    static void writeNew(Path file, String content) {
        try {
            Files.createFile(file, mode("rw-------"));
            Files.writeString(file, content);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailed.failed(file + " is there already, and is not written over");
        } catch (IOException e) {
            throw CommandFailed.failed(file + " cannot be written: " + e);
        }
    }

    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder, mode("rwx------"));
        } catch (IOException e) {
            throw CommandFailed.failed(folder + " cannot be made: " + e);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
