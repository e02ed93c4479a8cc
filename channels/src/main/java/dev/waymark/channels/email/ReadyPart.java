package dev.waymark.channels.email;

import java.util.regex.Pattern;

/**
 * A body that somebody else made, such as an encrypted one: sent as it is.
 *
 * @param contentType one line of printable ASCII
 * @param lines base64, lines of at most 76 columns that end in LF
 */
public record ReadyPart(String contentType, String lines) {

    private static final Pattern TYPE = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,199}");
    private static final int LONGEST_LINE = 76;

    public ReadyPart {
        if (!TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("a content type is one line of printable ASCII");
        }
        if (lines.isEmpty() || !areBase64(lines)) {
            throw new IllegalArgumentException("a ready part is base64 in lines of at most 76 columns");
        }
    }

    private static boolean areBase64(String lines) {
        int column = 0;
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            boolean fits = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '=';
            column = c == '\n' ? 0 : column + 1;
            if ((!fits && c != '\n') || column > LONGEST_LINE) {
                return false;
            }
        }
        return true;
    }

    /** Without the body: records print where logs are. */
    @Override
    public String toString() {
        return "ReadyPart[" + contentType + "]";
    }
}
