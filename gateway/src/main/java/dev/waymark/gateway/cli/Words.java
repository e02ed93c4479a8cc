package dev.waymark.gateway.cli;

import java.util.regex.Pattern;

/** Text from the far side, made fit for a terminal. */
final class Words {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

    private Words() {}

    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** Each line moved in by so many spaces. */
    static String indented(String text, int spaces) {
        return clean(text).indent(spaces).stripTrailing();
    }
}
