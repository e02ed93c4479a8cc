package dev.waymark.gateway.signing;

import java.util.ArrayList;
import java.util.List;

/** What a signature must cover (protocol, section 2). */
final class Coverage {

    private Coverage() {}

    static List<String> required(boolean hasQuery, boolean hasBody) {
        List<String> names = new ArrayList<>(List.of("@method", "@authority", "@path"));
        if (hasQuery) {
            names.add("@query");
        }
        if (hasBody) {
            names.add("content-digest");
            names.add("content-type");
        }
        return names;
    }

    /** The profile as {@code Accept-Signature} states it (RFC 9421, section 5.1), for a request of this kind. */
    static String acceptSignature(boolean hasQuery, boolean hasBody) {
        return "waymark=(\"" + String.join("\" \"", required(hasQuery, hasBody)) + "\");created;tag=\""
                + SignatureInput.TAG + "\"";
    }
}
