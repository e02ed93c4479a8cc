package dev.waymark.gateway.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** How to call this very program again, for lines that are made to be copied. */
final class Invocation {

    private Invocation() {}

    /** From this very folder. */
    static String text() {
        Path here = Path.of("").toAbsolutePath();
        return jar().map(jar -> "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar))
                .orElse("waymark");
    }

    /** From any folder. */
    static String fromAnywhere() {
        return jar().map(jar -> "java -jar " + quoted(jar.toString())).orElse("waymark");
    }

    /** As one word of a shell. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static Optional<Path> jar() {
        CodeSource source = Invocation.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException odd) {
            return Optional.of(Path.of(source.getLocation().getPath()));
        }
    }
}
