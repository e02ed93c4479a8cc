package dev.waymark.gateway.rendering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in what was rendered, found again: each goes into its template between control characters, which no value that
 * anybody gave can hold ({@link Clean}). Pure.
 */
final class SaidTimes {

    private static final char DUE_AT = '\u0001';
    private static final char EXPECTED_BY = '\u0002';
    private static final char END = '\u0003';
    private static final Pattern TIME = Pattern.compile("([\u0001\u0002])([^\u0003]*)\u0003");

    private SaidTimes() {}

    static void mark(Map<Variable, String> values) {
        values.computeIfPresent(Variable.DUE_AT, (variable, text) -> DUE_AT + text + END);
        values.computeIfPresent(Variable.EXPECTED_BY, (variable, text) -> EXPECTED_BY + text + END);
    }

    static String unmarked(String rendered) {
        return TIME.matcher(rendered).replaceAll(found -> Matcher.quoteReplacement(found.group(2)));
    }

    /** All of it in its order; nothing where it says no time. */
    static List<RenderedAlert.Part> parts(String rendered, RenderingContext context) {
        List<RenderedAlert.Part> parts = new ArrayList<>();
        Matcher time = TIME.matcher(rendered);
        int at = 0;
        while (time.find()) {
            if (time.start() > at) {
                parts.add(new RenderedAlert.Part(rendered.substring(at, time.start()), Optional.empty()));
            }
            parts.add(
                    new RenderedAlert.Part(time.group(2), instant(time.group(1).charAt(0), context)));
            at = time.end();
        }
        if (at > 0 && at < rendered.length()) {
            parts.add(new RenderedAlert.Part(rendered.substring(at), Optional.empty()));
        }
        return parts;
    }

    private static Optional<Instant> instant(char mark, RenderingContext context) {
        return mark == DUE_AT ? context.dueAt() : context.expectedBy();
    }
}
