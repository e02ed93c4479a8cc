package dev.waymark.gateway.cli;

import dev.waymark.gateway.files.OwnFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** What commands write for their caller alone; a fault is said in a sentence. */
final class PrivateFiles {

    private PrivateFiles() {}

    /** Writes a file that must not be there yet. */
    static void writeNew(Path file, String content) {
        try {
            OwnFiles.create(file, content);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailed.failed(file + " is there already, and is not written over");
        } catch (IOException e) {
            throw CommandFailed.failed(file + " cannot be written: " + e);
        }
    }

    static void createFolder(Path folder) {
        try {
            OwnFiles.makeFolder(folder);
        } catch (IOException e) {
            throw CommandFailed.failed(folder + " cannot be made: " + e);
        }
    }
}
