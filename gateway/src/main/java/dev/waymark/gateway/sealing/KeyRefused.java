package dev.waymark.gateway.sealing;

import java.nio.file.Path;

/** A key file is missing, or not the one this database was written with, or not safe. Names the file, never the key. */
public final class KeyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyRefused(Path file, String why) {
        super("the key file " + file + " " + why);
    }
}
