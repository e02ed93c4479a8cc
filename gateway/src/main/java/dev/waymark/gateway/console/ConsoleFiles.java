package dev.waymark.gateway.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page and every file that it leads to: what its markup names and what modules import, by name below {@code /console/}.
 * No list to keep, no build step; a module that imports what the jar has not fails the start.
 *
 * <pre>
 *   index.html ▶ href, src ▶ app.js ▶ from './lib/dom.js' ▶ …
 * </pre>
 */
final class ConsoleFiles {

    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"/console/([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^(?:import|export|\\}).*?from '(\\.{1,2}/[^']+)';");
    private static final String STYLE = "  <link rel=\"stylesheet\"";

    private final Asset page;
    private final Map<String, Asset> files;

    private ConsoleFiles(Asset page, Map<String, Asset> files) {
        this.page = page;
        this.files = files;
    }

    /** Reads all of them from the jar. */
    static ConsoleFiles read() {
        Asset written = Asset.of("index.html");
        Map<String, Asset> files = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>();
        Matcher named = NAMED.matcher(written.text());
        while (named.find()) {
            next.add(named.group(1));
        }
        while (!next.isEmpty()) {
            String name = next.pop();
            if (!files.containsKey(name)) {
                Asset file = Asset.of(name);
                files.put(name, file);
                if (name.endsWith(".js")) {
                    addImports(name, file.text(), next);
                }
            }
        }
        return new ConsoleFiles(preloading(written, files), files);
    }

    private static void addImports(String from, String text, Deque<String> next) {
        Matcher imported = IMPORTED.matcher(text);
        while (imported.find()) {
            next.add(java.nio.file.Path.of(from)
                    .resolveSibling(imported.group(1))
                    .normalize()
                    .toString()
                    .replace('\\', '/'));
        }
    }

    /** The page tells the browser of every module at once, which else it would find out import by import. */
    private static Asset preloading(Asset page, Map<String, Asset> files) {
        String links = files.keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .map(name -> "  <link rel=\"modulepreload\" href=\"/console/" + name + "\">\n")
                .collect(Collectors.joining());
        int at = page.text().indexOf(STYLE);
        String text = page.text().substring(0, at) + links + page.text().substring(at);
        return Asset.of("index.html", text.getBytes(StandardCharsets.UTF_8));
    }

    Asset page() {
        return page;
    }

    /** By name, such as {@code lib/dom.js}. */
    Map<String, Asset> files() {
        return files;
    }
}
