package dev.waymark.gateway.signing;

import java.util.List;
import java.util.Optional;

/** What a signature base is built from: a request, or (in tests of the RFC's examples) an answer. */
interface SignableMessage {

    /** The value of a derived component; empty where this message has none. */
    Optional<String> derived(ComponentId component);

    /** The lines of a field, in the order received; none where it is absent. {@code name} is in lower case. */
    List<String> lines(String name);
}
