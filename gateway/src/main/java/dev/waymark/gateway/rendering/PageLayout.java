package dev.waymark.gateway.rendering;

import com.samskivert.mustache.Escapers;
import dev.waymark.gateway.config.ConfigFault;
import java.util.List;
import java.util.Optional;

/** What stands around every page: HTML with the three places {@code LANGUAGE}, {@code TITLE} and {@code CONTENT}. Immutable. */
final class PageLayout {

    /** How a page asks for its sheet. */
    static final String SHEET = "<link rel=\"stylesheet\" href=\"/a.css\">";

    private static final String LANGUAGE = "%LANGUAGE%";
    private static final String TITLE = "%TITLE%";
    private static final String CONTENT = "%CONTENT%";

    private final String html;

    private PageLayout(String html) {
        this.html = html;
    }

    static Optional<PageLayout> of(TemplateFile file, List<ConfigFault> faults) {
        for (String place : List.of(LANGUAGE, TITLE, CONTENT)) {
            if (file.text().split(place, -1).length != 2) {
                faults.add(new ConfigFault(file.shown(), 0, "", "must have " + place + " once"));
                return Optional.empty();
            }
        }
        return Optional.of(new PageLayout(file.text()));
    }

    /** {@code content} is HTML, {@code title} is not. */
    String around(String language, String title, String content) {
        int at = html.indexOf(CONTENT);
        String before = html.substring(0, at);
        String after = html.substring(at + CONTENT.length());
        return named(before, language, title) + content.strip() + named(after, language, title);
    }

    private static String named(String part, String language, String title) {
        return part.replace(LANGUAGE, Escapers.HTML.escape(language)).replace(TITLE, Escapers.HTML.escape(title));
    }
}
