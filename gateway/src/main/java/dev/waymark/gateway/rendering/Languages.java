package dev.waymark.gateway.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which languages to try for a reader: {@code es-MX → es → the program's → en} (RFC 4647, 3.4). Pure. */
final class Languages {

    private static final String LAST = "en";

    private Languages() {}

    static List<String> chain(String reader, String program) {
        List<String> chain = new ArrayList<>();
        add(reader, chain);
        add(program, chain);
        add(LAST, chain);
        return chain;
    }

    private static void add(String tag, List<String> chain) {
        String rest = tag.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            if (!chain.contains(rest)) {
                chain.add(rest);
            }
            int cut = rest.lastIndexOf('-');
            // A single letter before what was cut belongs to it: zh-hant-x-y → zh-hant.
            cut = cut > 1 && rest.charAt(cut - 2) == '-' ? cut - 2 : cut;
            rest = cut < 0 ? "" : rest.substring(0, cut);
        }
    }
}
