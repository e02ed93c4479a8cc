package dev.waymark.gateway.rendering;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of a template says in words of its own, without tags: what stands on both sides of a comment or of a
 * section's tag stands together, as it will when rendered; a value is a gap. Knows where each character came from.
 */
final class Literal {

    private static final char GAP = '\0';

    private final StringBuilder text = new StringBuilder();
    private final int[] offsets;

    private Literal(int most) {
        offsets = new int[most + 1];
    }

    /** Of the characters from {@code start} to {@code end}; whatever the tags are like. */
    static Literal of(TemplateFile file, int start, int end) {
        Literal literal = new Literal(end - start);
        String all = file.text().substring(0, end);
        int at = start;
        while (at < end) {
            int close = all.startsWith("{{", at) ? all.indexOf("}}", at + 2) : -1;
            if (close < 0) {
                literal.add(all.charAt(at), at);
                at++;
                continue;
            }
            if ("!#^/".indexOf(all.charAt(at + 2)) < 0) {
                literal.add(GAP, at);
            }
            at = close + 2;
        }
        return literal;
    }

    private void add(char character, int offset) {
        offsets[text.length()] = offset;
        text.append(character);
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    /** Where it stands in the file. */
    int offset(int index) {
        return offsets[index];
    }

    boolean isBlank() {
        return text.toString().isBlank();
    }

    Matcher find(Pattern pattern) {
        return pattern.matcher(text);
    }

    /** With small letters and without accents; each character stays at its place. */
    Matcher findFolded(Pattern pattern) {
        return pattern.matcher(folded(text));
    }

    static String folded(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(Normalizer.normalize(String.valueOf(text.charAt(i)), Normalizer.Form.NFD)
                    .charAt(0));
        }
        return folded.toString().toLowerCase(Locale.ROOT).length() == text.length()
                ? folded.toString().toLowerCase(Locale.ROOT)
                : folded.toString();
    }
}
