package dev.waymark.gateway.rendering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads template files: those packed with the program, and over them those of a folder. Blocking. */
final class TemplateFiles {

    private static final String PACKED = "/templates";

    private TemplateFiles() {}

    /** By path; a file of {@code folder} takes the place of the packed one. */
    static Map<String, TemplateFile> read(Optional<Path> folder) {
        Map<String, TemplateFile> files = new TreeMap<>(packed());
        folder.ifPresent(own -> files.putAll(in(own, own.toString())));
        return files;
    }

    private static Map<String, TemplateFile> packed() {
        URL found = TemplateFiles.class.getResource(PACKED);
        if (found == null) {
            throw new IllegalStateException("the program was packed without its templates");
        }
        try {
            URI place = found.toURI();
            if (!"jar".equals(place.getScheme())) {
                return in(Path.of(place), "templates");
            }
            String jar = place.getRawSchemeSpecificPart();
            try (FileSystem inJar =
                    FileSystems.newFileSystem(Path.of(URI.create(jar.substring(0, jar.indexOf("!/")))))) {
                return in(inJar.getPath(PACKED), "templates");
            }
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the packed templates cannot be read", unreadable);
        }
    }

    private static Map<String, TemplateFile> in(Path folder, String shown) {
        Map<String, TemplateFile> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> all = found.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.equals("README.md")
                        && !String.valueOf(file.getFileName()).startsWith(".")) {
                    files.put(path, new TemplateFile(path, shown + "/" + path, Files.readString(file)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }
}
