package dev.waymark.channels;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A far side's own words, made fit to be stored: without U+0000, at most 2 KiB of UTF-8. Pure. */
public final class Words {

    /** What one answer may leave in the database (architecture, "Decisions already taken"). */
    public static final int MOST_BYTES = 2048;

    private Words() {}

    /** The words in {@code answer}, read as UTF-8; what is not UTF-8 becomes U+FFFD. Empty where nothing is left. */
    public static Optional<String> of(Buffer answer) {
        // Enough to fill 2 KiB even where half of it is U+0000.
        Buffer start = answer.slice(0, Math.min(answer.length(), 4 * MOST_BYTES));
        return of(start.toString(StandardCharsets.UTF_8));
    }

    /** {@code text}, cleaned and cut at a character's border. */
    public static Optional<String> of(String text) {
        StringBuilder words = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (character == 0) {
                continue;
            }
            int clean = isLoneSurrogate(character) ? 0xFFFD : character;
            bytes += lengthInUtf8(clean);
            if (bytes > MOST_BYTES) {
                break;
            }
            words.appendCodePoint(clean);
        }
        String result = words.toString().strip();
        return result.isEmpty() ? Optional.empty() : Optional.of(result);
    }

    private static boolean isLoneSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static int lengthInUtf8(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
