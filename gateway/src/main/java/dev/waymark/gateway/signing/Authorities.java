package dev.waymark.gateway.signing;

import java.util.Locale;
import java.util.Map;

/** {@code @authority} (RFC 9421, section 2.2.3): in lower case, without the scheme's default port. */
final class Authorities {

    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", ":80", "https", ":443");

    private Authorities() {}

    static String normalised(String scheme, String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        String port = DEFAULT_PORTS.getOrDefault(scheme, "");
        return !port.isEmpty() && lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
