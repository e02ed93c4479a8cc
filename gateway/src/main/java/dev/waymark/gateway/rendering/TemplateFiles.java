package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads template files: those packed with the program, and over them those of a folder. What cannot be read is a fault.
 * Blocking.
 */
final class TemplateFiles {

    /** Where the packed list of words is found, which an own one adds to and does not replace. */
    static final String PACKED_WORDS = "(packed) forbidden.yaml";

    static final String OWN_WORDS = "forbidden.yaml";

    private static final String PACKED = "/templates";

    /** A template is a page at most; who puts more there has named the wrong folder. */
    private static final long MOST_BYTES = 256 << 10;

    private TemplateFiles() {}

    /** By path, with the faults of what could not be read. */
    record Read(Map<String, TemplateFile> files, List<ConfigFault> faults) {}

    /** A file of {@code folder} takes the place of the packed one. */
    static Read read(Optional<Path> folder) {
        Read read = packed();
        TemplateFile words = read.files().remove(OWN_WORDS);
        if (words != null) {
            read.files().put(PACKED_WORDS, words);
        }
        folder.ifPresent(own -> add(own, own.toString(), read));
        return read;
    }

    private static Read packed() {
        Read read = new Read(new TreeMap<>(), new ArrayList<>());
        URL found = TemplateFiles.class.getResource(PACKED);
        if (found == null) {
            throw new IllegalStateException("the program was packed without its templates");
        }
        try {
            URI place = found.toURI();
            if ("jar".equals(place.getScheme())) {
                String jar = place.getRawSchemeSpecificPart();
                try (FileSystem inJar =
                        FileSystems.newFileSystem(Path.of(URI.create(jar.substring(0, jar.indexOf("!/")))))) {
                    add(inJar.getPath(PACKED), "templates", read);
                }
            } else {
                add(Path.of(place), "templates", read);
            }
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the packed templates cannot be read", unreadable);
        }
        return read;
    }

    private static void add(Path folder, String shown, Read read) {
        TemplateFolder.Listing listing = TemplateFolder.list(folder);
        listing.faults().forEach((path, message) -> read.faults().add(fault(shown, path, message)));
        listing.files().forEach((path, stamp) -> {
            if (stamp.size() > MOST_BYTES) {
                read.faults().add(fault(shown, path, "is longer than " + (MOST_BYTES >> 10) + " KiB"));
                return;
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(folder.resolve(path))))
                        .toString();
                read.files().put(path, new TemplateFile(path, shown + "/" + path, text));
            } catch (CharacterCodingException notText) {
                read.faults().add(fault(shown, path, "must be UTF-8 text"));
            } catch (IOException unreadable) {
                read.faults().add(fault(shown, path, "cannot be read: " + unreadable));
            }
        });
    }

    private static ConfigFault fault(String shown, String path, String message) {
        return new ConfigFault(path.isEmpty() ? shown : shown + "/" + path, 0, "", message);
    }
}
