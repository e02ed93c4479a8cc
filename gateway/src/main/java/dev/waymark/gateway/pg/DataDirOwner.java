package dev.waymark.gateway.pg;

import dev.waymark.gateway.files.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** Who owns the data directory, and as whom this process runs. */
final class DataDirOwner {

    /** On Linux, owned by the user that this process runs as. */
    private static final Path SELF = Path.of("/proc/self");

    private DataDirOwner() {}

    /** Makes the folder if need be; one that is ours is closed to others. A mounted one may be somebody else's. */
    static Path directory(Path path) throws IOException {
        OwnFiles.makeFolder(path);
        if (isOurs(path)) {
            OwnFiles.makeOrCloseFolder(path);
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
}
