package dev.waymark.gateway.config;

import java.util.regex.Pattern;

/** How a value stands in a fault: one line, not long, without the password of an address. */
final class Shown {

    private static final Pattern ADDRESS_PASSWORD = Pattern.compile("(://[^/@:\\s]*:)[^/\\s]*@");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final int LONGEST = 80;

    private Shown() {}

    static String quoted(String value) {
        String masked = ADDRESS_PASSWORD.matcher(value).replaceAll("$1[redacted]@");
        String line = line(masked);
        return '"' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '"';
    }

    static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
