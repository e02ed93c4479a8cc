package dev.waymark.gateway.rendering;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a folder of templates, without reading it. Links are followed, since mounted configuration is made of
 * them; hidden files and what editors leave ({@code x~}, {@code #x#}) do not count. Blocking.
 */
final class TemplateFolder {

    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 2_000;

    private TemplateFolder() {}

    /** Changes whenever the file's content may have. */
    record Stamp(FileTime modified, long size, @Nullable String file) {}

    /** By path from the folder, with {@code /}; faults too, the folder's own under the empty path. */
    record Listing(Map<String, Stamp> files, Map<String, String> faults) {}

    static Listing list(Path folder) {
        Listing listing = new Listing(new TreeMap<>(), new TreeMap<>());
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Lister(folder, listing));
        } catch (IOException unreadable) {
            listing.faults().put("", "cannot be read: " + unreadable);
        }
        return listing;
    }

    private static final class Lister extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final Listing listing;

        Lister(Path folder, Listing listing) {
            this.folder = folder;
            this.listing = listing;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isLeftAlone(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = path(file);
            if (isLeftAlone(file) || path.equals("README.md")) {
                return FileVisitResult.CONTINUE;
            }
            if (listing.files().size() == MOST_FILES) {
                listing.faults().put("", "has more than " + MOST_FILES + " files: name the folder of the templates");
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile()) {
                Object key = attributes.fileKey();
                listing.files()
                        .put(
                                path,
                                new Stamp(
                                        attributes.lastModifiedTime(),
                                        attributes.size(),
                                        key == null ? null : key.toString()));
            } else {
                listing.faults().put(path, "must be a file");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (file.equals(folder)) {
                listing.faults().put("", "must be a folder that can be read");
            } else if (!isLeftAlone(file)) {
                listing.faults().put(path(file), "cannot be read: " + failure);
            }
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            return file.equals(folder) ? "" : folder.relativize(file).toString().replace('\\', '/');
        }

        private static boolean isLeftAlone(Path file) {
            String name = String.valueOf(file.getFileName());
            return name.startsWith(".") || name.startsWith("#") || name.endsWith("~");
        }
    }
}
