package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.Optional;

/**
 * A file as it was read, its lines ending in {@code \n}.
 *
 * @param path from the folder of all templates, with {@code /}
 * @param shown what faults call it
 */
record TemplateFile(String path, String shown, String text) {

    TemplateFile {
        text = text.replace("\r\n", "\n");
    }

    /** Where the first character stands that breaks lines elsewhere, or turns the direction of what follows. */
    Optional<Integer> control() {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '\t' && !Clean.value("x" + character + "x", true).equals("x" + character + "x")) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    ConfigFault fault(String message) {
        return new ConfigFault(shown, 0, "", message);
    }

    /** At the character {@code offset} of the text. */
    ConfigFault fault(int offset, String message) {
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new ConfigFault(shown, line, 1 + text.codePointCount(start, offset), "", message);
    }
}
