package dev.waymark.gateway.acks;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a reply by text asks for (protocol, section 7). Matching ignores case, accents and surrounding punctuation. */
enum Keyword {
    STOP,
    START,
    HELP,
    ACKNOWLEDGE;

    /** With whatever stands around it; so that none is looked for in a long text. */
    private static final int LONGEST = 200;

    private static final Map<Keyword, Set<String>> WORDS = Map.of(
            STOP,
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ALTO", "PARAR"),
            START,
            Set.of("START", "UNSTOP"),
            HELP,
            Set.of("HELP", "INFO", "AYUDA"),
            ACKNOWLEDGE,
            Set.of("OK", "1", "SI", "YES"));

    /** Empty: it is a message to the managers. */
    static Optional<Keyword> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String word = plain(text);
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String plain(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String letters = apart.replaceAll("\\p{M}+", "");
        return letters.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "").toUpperCase(Locale.ROOT);
    }
}
