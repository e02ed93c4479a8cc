package dev.waymark.gateway.acks;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a reply by text asks for (protocol, section 7). Matching ignores case, accents and surrounding punctuation; that of
 * {@code STOP} and its like also what stands between the letters: {@code opt-out}, {@code S.T.O.P.}
 */
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

    /** Those that Twilio answers itself, where it is left to it; and whatever else would opt out. */
    private static final Set<String> HELP_AT_TWILIO = Set.of("HELP", "INFO");

    /** Empty: it is a message to the managers. */
    static Optional<Keyword> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String word = plain(text);
        if (WORDS.getOrDefault(STOP, Set.of()).contains(word.replaceAll("[^\\p{L}\\p{N}]+", ""))) {
            return Optional.of(STOP);
        }
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether Twilio answers this itself where opt-out words are left to it: nothing is to be added. */
    static boolean isTwilios(String text) {
        Optional<Keyword> keyword = of(text);
        return keyword.filter(word -> word == STOP || word == START).isPresent()
                || (keyword.filter(HELP::equals).isPresent() && HELP_AT_TWILIO.contains(plain(text)));
    }

    private static String plain(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String letters = apart.replaceAll("\\p{M}+", "");
        return letters.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "").toUpperCase(Locale.ROOT);
    }
}
