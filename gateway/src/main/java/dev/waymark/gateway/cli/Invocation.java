package dev.waymark.gateway.cli;

import java.nio.file.Path;
import java.security.CodeSource;

/** How to call this very program again, for lines that are made to be copied. */
final class Invocation {

    private Invocation() {}

    static String text() {
        CodeSource source = Invocation.class.getProtectionDomain().getCodeSource();
        String place = source == null ? "" : source.getLocation().getPath();
        if (!place.endsWith(".jar")) {
            return "waymark";
        }
        Path jar = Path.of(place);
        Path here = Path.of("").toAbsolutePath();
        return "java -jar " + (jar.startsWith(here) ? here.relativize(jar) : jar);
    }
}
