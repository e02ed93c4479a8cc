package dev.waymark.gateway.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the environment's values where a file says <code>${NAME}</code> or <code>${NAME:default}</code>; <code>$${</code> is a plain <code>${</code>. */
final class Variables {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?<fallback>[^}]*))?\\}|\\$\\{");

    private Variables() {}

    /** Says in its message what to write instead. */
    static final class Unresolved extends Exception {

        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    static String resolve(String written, Map<String, String> environment) throws Unresolved {
        if (!written.contains("${")) {
            return written;
        }
        Matcher matcher = REFERENCE.matcher(written);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(valueOf(matcher, environment)));
        }
        return matcher.appendTail(resolved).toString();
    }

    private static String valueOf(Matcher reference, Map<String, String> environment) throws Unresolved {
        if (reference.group().equals("$${")) {
            return "${";
        }
        String name = reference.group("name");
        if (name == null) {
            throw new Unresolved("must name a variable as ${NAME} or ${NAME:default}; for a plain ${ write $${");
        }
        String value = environment.get(name);
        if (value == null) {
            value = reference.group("fallback");
        }
        if (value == null) {
            throw new Unresolved("reads the environment variable " + name + ", which is not set: set it, or write ${"
                    + name + ":default}");
        }
        return value;
    }
}
